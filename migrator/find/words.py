"""Words: which files of a tree say a word, for many words at the cost of one look at each file."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORD = re.compile(r"\w+", re.ASCII)
_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_TO_SPACES = bytes(letter if letter in _LETTERS else 32 for letter in range(256))
# In a string, as a notebook holds its code, a word may stand right behind a new line.
_ESCAPED = re.compile(rb"\\[nrtabfv](\w+)")
_PIECE = 4 * 1024 * 1024
# What a word may have in the next piece.
_LONGEST = 1_024


def is_word(text: str) -> bool:
    """Whether a text is one of the words that are told apart here: letters of ASCII."""
    return _WORD.fullmatch(text) is not None


def words_of(data: bytes) -> set[bytes]:
    """The words that a file says, in any encoding that holds ASCII as it is; none of what isn't text.

    Parts of words may be among them, and words that a line break in a string makes longer.
    """
    if b"\0" in data:
        return set()
    found: set[bytes] = set()
    for start in range(0, len(data), _PIECE):
        found |= _words_in(data[start : start + _PIECE + _LONGEST])
    return found


def _words_in(data: bytes) -> set[bytes]:
    found = set(data.translate(_TO_SPACES).split())
    if b"\\" in data:
        found.update(_ESCAPED.findall(data))
    return found


class Words:
    """The files that say each word. Made of pairs of a path and what the file holds, in order."""

    __slots__ = ("_paths", "_saying")

    def __init__(self, files: Iterable[tuple[str, bytes]]) -> None:
        self._paths: list[str] = []
        self._saying: dict[bytes, list[int]] = {}
        saying = self._saying
        for number, (path, data) in enumerate(files):
            self._paths.append(path)
            for word in words_of(data):
                if word in saying:
                    saying[word].append(number)
                else:
                    saying[word] = [number]

    def saying(self, word: str) -> tuple[str, ...]:
        """The files that say it, in order."""
        return tuple([self._paths[number] for number in self._saying.get(word.encode(), ())])
