"""Anchors: the few byte strings of a rule pack without which a file can't matter.

A URL may be split anywhere (`BASE + "/connections"`, `"ws-" + kind`), so what is searched is the
shortest tail of each endpoint; a pattern then tells `/connections` from `db.connections`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from migrator.find.said import Tails
from migrator.model.pack import RulePack

# What stands before a URL's tail: a slash, a quote, the end of an f-string's hole, a dash.
_BEFORE = rb"""[/"'}\-]"""
_AFTER = rb"(?![\w-])"
# A shorter needle would be in too many files.
_TELLING_LENGTH = 8


class Strength(IntEnum):
    """How much a file's text says: nothing, that the file counts, that its importers do too."""

    NONE = 0
    WEAK = 1
    STRONG = 2


@dataclass(frozen=True, slots=True)
class Anchors:
    """`needles` are searched first; `strength` judges a Python file that holds any.

    `tells` is for a part of a Python file that may be a strong one. A file that is not `sure` to
    speak of the API counts if one of the `tails` is said in it.
    """

    needles: tuple[bytes, ...]
    strength: Callable[[bytes], Strength]
    tells: Callable[[bytes], bool]
    sure: Callable[[bytes], bool]
    tails: Tails


def anchors_of(pack: RulePack, hosts: Sequence[str]) -> Anchors:
    """The anchors of a pack. `hosts` (with their port, if any) serve it besides the pack's own."""
    paths = [endpoint.path for endpoint in pack.endpoints]
    tails = {_tail(path) for path in paths}
    shortest = _shortest(tails)
    words = [*pack.anchors.payload_keys, *pack.pack.hosts, *hosts]
    words += [_tail(path) for path in pack.anchors.replaced_paths]
    sure = sorted({word.encode() for word in words if word})
    telling = [f"/{tail}" for tail in tails] + [t for t in tails if t not in shortest]
    tells = re.compile(_any_of(telling) + _AFTER).search
    somewhere = re.compile(_BEFORE + _any_of(shortest) + _AFTER).search

    def is_sure(data: bytes) -> bool:
        return any(word in data for word in sure)

    def strength(data: bytes) -> Strength:
        if is_sure(data) or tells(data):
            return Strength.STRONG
        return Strength.WEAK if somewhere(data) else Strength.NONE

    needles = _merged([tail.encode() for tail in shortest] + sure)
    return Anchors(needles, strength, lambda data: bool(strength(data)), is_sure, Tails(shortest))


def _merged(words: Iterable[bytes]) -> tuple[bytes, ...]:
    """One needle for words that begin alike: each needle costs a pass over every byte."""
    needles: list[bytes] = []
    for word in sorted(words):
        common = _common_start(needles[-1], word) if needles else b""
        if len(common) >= _TELLING_LENGTH:
            needles[-1] = common
        else:
            needles.append(word)
    return tuple(needles)


def _common_start(one: bytes, other: bytes) -> bytes:
    pairs = enumerate(zip(one, other, strict=False))
    return one[: next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))]


def _tail(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def _shortest(tails: Iterable[str]) -> list[str]:
    """Tails that no other tail is part of: a file that holds the longer one holds them too."""
    every = sorted(set(tails))
    return [tail for tail in every if not any(o != tail and o in tail for o in every)]


def _any_of(texts: Iterable[str]) -> bytes:
    return b"(?:" + b"|".join(re.escape(text.encode()) for text in sorted(texts)) + b")"
