"""Anchors: the few byte strings of a rule pack without which a file can't matter.

A URL may be split anywhere (`BASE + "/connections"`, `"ws-" + kind`), so what is searched is the
shortest tail of each endpoint; a pattern then tells `/connections` from `db.connections`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from migrator.model.pack import RulePack

# What stands before a URL's tail: a slash, a quote, the end of an f-string's hole, a dash.
_BEFORE = rb"""[/"'}\-]"""


@dataclass(frozen=True, slots=True)
class Anchors:
    """`needles` are searched first; `in_python` and `in_text` then judge a file that holds any."""

    needles: tuple[bytes, ...]
    in_python: Callable[[bytes, frozenset[bytes]], bool]
    in_text: Callable[[bytes, frozenset[bytes]], bool]


def anchors_of(pack: RulePack, hosts: Sequence[str]) -> Anchors:
    """The anchors of a pack. `hosts` serve the API besides the pack's own (no scheme or port)."""
    tails = _shortest(_tail(endpoint.path) for endpoint in pack.endpoints)
    words = [*pack.anchors.payload_keys, *pack.pack.hosts, *hosts]
    words += [_tail(path) for path in pack.anchors.replaced_paths]
    sure = frozenset(word.encode() for word in words if word)
    tail_used = re.compile(_BEFORE + b"(?:" + _any_of(tails) + rb")(?![\w-])").search
    endpoint_named = re.compile(
        b"(?:" + _any_of(endpoint.path for endpoint in pack.endpoints) + rb")(?![\w-])"
    ).search
    payload_keys = frozenset(key.encode() for key in pack.anchors.payload_keys)

    def in_python(data: bytes, held: frozenset[bytes]) -> bool:
        return not sure.isdisjoint(held) or tail_used(data) is not None

    def in_text(data: bytes, held: frozenset[bytes]) -> bool:
        if b"\0" in data:
            return False
        if endpoint_named(data) is not None:
            return True
        return not payload_keys.isdisjoint(held) and tail_used(data) is not None

    needles = dict.fromkeys([*(tail.encode() for tail in tails), *sorted(sure)])
    return Anchors(tuple(needles), in_python, in_text)


def _tail(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def _shortest(tails: Iterable[str]) -> list[str]:
    """Tails that no other tail is part of: a file that holds the longer one holds them too."""
    every = sorted(set(tails))
    return [tail for tail in every if not any(o != tail and o in tail for o in every)]


def _any_of(texts: Iterable[str]) -> bytes:
    return b"|".join(re.escape(text.encode()) for text in texts)
