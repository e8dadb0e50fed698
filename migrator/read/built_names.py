"""Names that code builds when it runs, to look a function up by: `getattr(self, f"do_{action}")`."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from migrator.find.source import code_bytes
from migrator.read.code_files import code_holding

if TYPE_CHECKING:
    from migrator.find.tree import SourceTree

_NEEDLES = (b"getattr(", b"methodcaller(", b"globals()[")
_ARGUMENT = rb"((?:[^\s,()\[\]]|[ \t](?=[+%])|(?<=[+%])[ \t]|\([^()\n]*\)|\[[^\[\]\n]*\])+)"
_LOOKED_UP = re.compile(
    rb"\bgetattr\(\s*(?:[^,()]|\([^()]*\))+,\s*%s|\bmethodcaller\(\s*%s|\bglobals\(\)\[%s"
    % (_ARGUMENT, _ARGUMENT, _ARGUMENT)
)
_TEXT = re.compile(rb"[rRbBuUfF]{0,2}([\"'])((?:(?!\1)[^\n])*)\1")
_HOLE = re.compile(rb"\{[^{}]*\}|%\(\w+\)s|%s")
_PLAIN = re.compile(rb"\w*")


class BuiltNames:
    """Finds whether a name may be one that code builds and looks up."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree

    def place(self, name: str) -> str | None:
        """Where a name is built that may be `name`, to look it up by."""
        for (start, end), place in self._built.items():
            fits = len(name) > len(start) + len(end)
            if fits and name.startswith(start) and name.endswith(end):
                return place
        return None

    @cached_property
    def _built(self) -> dict[tuple[str, str], str]:
        found: dict[tuple[str, str], str] = {}
        for path in code_holding(self._tree, *_NEEDLES):
            for start, end, line in self._tree.once(_built_in, path):
                found.setdefault((start, end), f"{path}:{line}")
        return found


def _built_in(path: str, data: bytes) -> tuple[tuple[str, str, int], ...]:
    """The beginning and the end of each name that a file builds, with its line."""
    code = code_bytes(path, data)
    found = []
    for match in _LOOKED_UP.finditer(code):
        written = match[1] or match[2] or match[3]
        line = code.count(b"\n", 0, match.start()) + 1
        if re.fullmatch(rb"\w+", written):
            given = re.compile(rb"(?m)\b%s[ \t]*=[ \t]*([^=\n][^\n]*)$" % written)
            texts = [each[1] for each in given.finditer(code)]
        else:
            texts = [written]
        for text in texts:
            ends = _ends(text)
            if ends is not None:
                found.append((*ends, line))
    return tuple(found)


def _ends(text: bytes) -> tuple[str, str] | None:
    """What a name begins and ends with that an expression builds; None for any other."""
    literals = list(_TEXT.finditer(text))
    if not literals:
        return None
    first, last = literals[0], literals[-1]
    holes = [*_HOLE.finditer(first[2])]
    start = first[2][: holes[0].start()] if holes else first[2]
    if text[: first.start()].strip():
        start = b""
    holes = [*_HOLE.finditer(last[2])]
    end = last[2][holes[-1].end() :] if holes else last[2]
    if text[last.end() :].strip() and not holes:
        end = b""
    if first is last and not holes and start == end:
        return None
    plain = _PLAIN.fullmatch(start) and _PLAIN.fullmatch(end)
    return (start.decode(), end.decode()) if plain and (start or end) else None
