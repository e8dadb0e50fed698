"""Reaching: where the text of a file takes an attribute of something that isn't its own.

A function of a module may be, or make, a method of any class, so that its `self` is not its own.
Everything that is searched for begins with a literal, which is what makes it fast over a tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from migrator.find.imports import import_lines
from migrator.find.source import code_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

Spans: TypeAlias = "tuple[tuple[int, int], ...]"

_FUNCTION = re.compile(rb"^(?:async[ \t]+)?def\b[^\n]*\n(?:(?![^\s#)])[^\n]*\n?)*", re.MULTILINE)
_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
_OWN = frozenset({b"self", b"cls"})
_QUOTES = frozenset({b"'", b'"'})
# Behind an attribute that is looked at, not set.
_GOES_ON = re.compile(rb"[ \t]*[(.\[]")
_LONGEST_GAP = 400


@dataclass(frozen=True, slots=True)
class Reach:
    """A place in a text: from `start` to `end` something's attribute is taken.

    `owner` is the name in front of the attribute, nothing where it is no name, and None where the
    attribute is taken of `self` or `cls`, or asked for by its text.
    """

    start: int
    end: int
    owner: bytes | None = None

    @property
    def owner_end(self) -> int:
        """Where the name in front ends."""
        return self.start + len(self.owner or b"")


def module_functions(path: str, data: bytes) -> Spans:
    """Where the functions of a module stand that hold no class, in the code of a file."""
    code = code_bytes(path, data)
    return tuple(f.span() for f in _FUNCTION.finditer(code) if b"class " not in f[0])


def reaching_for(code: bytes, name: bytes) -> list[Reach]:
    """Where code takes the attribute `name` of anything but `self` and `cls`, in order."""
    asked = list(_asked_for(code, name))
    found = [*asked, *_taken(code, name)]
    if not asked:
        return found
    # What is asked for by its text may hold what looks like the attribute of something.
    kept: list[Reach] = []
    for reach in sorted(found, key=lambda each: each.start):
        if not kept or reach.start >= kept[-1].end:
            kept.append(reach)
    return kept


def reaching_for_own(code: bytes, name: bytes, functions: Spans) -> list[Reach]:
    """Where `functions` take the attribute `name` of `self` or `cls`, in order."""
    found = []
    for match in re.finditer(rb"\.%s\b" % re.escape(name), code):
        owner = _name_before(code, match.start())
        start = match.start() - len(owner)
        if owner in _OWN and any(first <= start < end for first, end in functions):
            found.append(Reach(start, match.end()))
    return found


def may_change(code: bytes, name: bytes, *, in_place: bool) -> bool:
    """Whether code may change what another module calls `name`, which costs a parse to know.

    With `in_place` it is also asked whether the object may be changed that the name stands for.
    """
    for match in re.finditer(rb"%s\b" % re.escape(name), code):
        at, end = match.span()
        if code[end : end + 1] in _QUOTES:
            return True
        if _is_dotted(code, at) and (in_place or not _GOES_ON.match(code, end)):
            return True
    return in_place and name in import_lines(code)


def _is_dotted(code: bytes, at: int) -> bool:
    """Whether a word is an attribute, maybe, of anything but `self` and `cls`."""
    before = code[max(0, at - _LONGEST_GAP) : at].rstrip(b" \t")
    if before.endswith((b"\n", b"\r", b"\\")):
        line = before.rstrip().rpartition(b"\n")[2]
        return not line or line.endswith((b".", b"\\")) or b"#" in line
    if not before.endswith(b"."):
        return False
    owner = _name_before(before, len(before) - 1)
    return owner not in _OWN or before[: -len(owner) - 1].rstrip().endswith(b".")


def _taken(code: bytes, name: bytes) -> Iterator[Reach]:
    for match in re.finditer(rb"\.%s\b" % re.escape(name), code):
        owner = _name_before(code, match.start())
        if owner not in _OWN:
            yield Reach(match.start() - len(owner), match.end(), owner)


def _asked_for(code: bytes, name: bytes) -> Iterator[Reach]:
    if b"getattr(" not in code or not any(q + name + q in code for q in (b'"', b"'")):
        return
    asking = rb"getattr\((?<!\wgetattr\()\s*[^,\n]+,\s*[\"']%s[\"']" % re.escape(name)
    for match in re.finditer(asking, code):
        yield Reach(*match.span())


def _name_before(code: bytes, at: int) -> bytes:
    """The name that ends at a place, nothing where there is none."""
    length = 64
    while True:
        before = code[max(0, at - length) : at]
        name = before[len(before.rstrip(_LETTERS)) :]
        if len(name) < length or length > at:
            return name
        length *= 2
