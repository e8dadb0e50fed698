"""Words: which files of a tree say a word, for many words at the cost of one look at each file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+", re.ASCII)
_LETTERS = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_TO_SPACES = bytes(letter if letter in _LETTERS else 32 for letter in range(256))
# In a string, as a notebook holds its code, a word may stand right behind a new line.
_ESCAPED = re.compile(rb"\\[nrtabfv](\w+)")
_RUN = re.compile(rb"[A-Za-z0-9_]+")
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

    __slots__ = ("_all", "_paths", "_saying", "_wordless")

    def __init__(self, files: Iterable[tuple[str, bytes]]) -> None:
        self._paths: list[str] = []
        self._saying: dict[bytes, list[int]] = {}
        self._wordless: list[int] = []
        self._all: bytes | None = None
        known = self._saying.get
        for number, (path, data) in enumerate(files):
            self._paths.append(path)
            words = words_of(data)
            if not words:
                self._wordless.append(number)
            for word in words:
                numbers = known(word)
                if numbers is None:
                    self._saying[word] = [number]
                else:
                    numbers.append(number)

    def saying(self, word: str) -> tuple[str, ...]:
        """The files that say it, in order."""
        return tuple([self._paths[number] for number in self._saying.get(word.encode(), ())])

    def near(self, needle: bytes) -> list[str] | None:
        """The files that may hold any bytes, in order, by the longest word in these.

        None when they hold no word to go by.
        """
        found = max(_RUN.finditer(needle), key=_length_and_place, default=None)
        if found is None or len(found[0]) > _LONGEST:
            return None
        # At either end of what is sought, a file may go on with the same word.
        before = b"" if found.start() == 0 else b"\n"
        behind = b"" if found.end() == len(needle) else b"\n"
        numbers = set(self._wordless)
        for word in self._words_with(before + found[0] + behind):
            numbers.update(self._saying[word])
        return [self._paths[number] for number in sorted(numbers)]

    def _words_with(self, part: bytes) -> Iterator[bytes]:
        """The words that hold `part`, where a line break stands for the end of a word."""
        if self._all is None:
            self._all = b"\n%s\n" % b"\n".join(self._saying)
        at = self._all.find(part)
        while at >= 0:
            start = self._all.rfind(b"\n", 0, at + 1) + 1
            end = self._all.index(b"\n", start)
            yield self._all[start:end]
            at = self._all.find(part, end)


def _length_and_place(found: re.Match[bytes]) -> tuple[int, int]:
    return len(found[0]), found.start()
