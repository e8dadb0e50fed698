"""Two versions of a piece of source, line against line, with what changed inside each line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from typing import Literal

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
_WORDS = re.compile(r"\w+")
_CONTEXT = 4
_LEAST_FOLDED = 3
_MOST_COMPARED = 2_000
_MOST_PAIRS = 1_600
_ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; `changed` when the other side's line doesn't have it."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One line of each side; None where a side has no line. `skip` stands for equal lines."""

    kind: Literal["equal", "change", "remove", "add", "skip"]
    left: tuple[Piece, ...] | None = None
    right: tuple[Piece, ...] | None = None
    hidden: int = 0


def side_by_side(before: str, after: str) -> list[Row]:
    """Rows of `before` against `after`; long equal stretches become one `skip` row."""
    old, new = _lines(before), _lines(after)
    return list(_folded(list(_rows(old, new))))


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


def _rows(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, left, left_end, right, right_end in matcher.get_opcodes():
        if tag == "equal":
            for line in old[left:left_end]:
                yield Row("equal", (Piece(line),), (Piece(line),))
        else:
            yield from _replaced(old[left:left_end], new[right:right_end])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    at_old = at_new = 0
    for pair_old, pair_new in [*_alike(old, new), (len(old), len(new))]:
        for left, right in zip_longest(old[at_old:pair_old], new[at_new:pair_new]):
            yield _unlike(left, right)
        if pair_old < len(old):
            yield _changed(old[pair_old], new[pair_new])
        at_old, at_new = pair_old + 1, pair_new + 1


def _unlike(left: str | None, right: str | None) -> Row:
    kind: Literal["change", "remove", "add"]
    kind = "change" if None not in (left, right) else "add" if left is None else "remove"
    return Row(
        kind,
        None if left is None else (Piece(left),),
        None if right is None else (Piece(right),),
    )


def _alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of lines to set against each other: in order, and as alike as they can be."""
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        return []
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    score = [[_likeness(left, right) for right in new] for left in old]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = best[i + 1][j + 1] + score[i][j] if score[i][j] else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if score[i][j] and best[i][j] == best[i + 1][j + 1] + score[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(left: str, right: str) -> float:
    if max(len(left), len(right)) > _MOST_COMPARED or not left.strip() or not right.strip():
        return 0.0
    # Punctuation is alike everywhere; only words tell whether two lines are versions of one.
    old, new = _WORDS.findall(left), _WORDS.findall(right)
    if not old or not new:
        old, new = list(left.strip()), list(right.strip())
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= _ALIKE else 0.0


def _changed(left: str, right: str) -> Row:
    old, new = _TOKENS.findall(left), _TOKENS.findall(right)
    lefts: list[Piece] = []
    rights: list[Piece] = []
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        changed = tag != "equal"
        for pieces, text in ((lefts, "".join(old[i:i_end])), (rights, "".join(new[j:j_end]))):
            if text:
                pieces.append(Piece(text, changed))
    return Row("change", tuple(lefts), tuple(rights))


def _folded(rows: Sequence[Row]) -> Iterator[Row]:
    near: set[int] = set()
    for index, row in enumerate(rows):
        if row.kind != "equal":
            near.update(range(index - _CONTEXT, index + _CONTEXT + 1))
    for shown, stretch in groupby(enumerate(rows), lambda item: item[0] in near or not near):
        members = [row for _, row in stretch]
        if shown or len(members) < _LEAST_FOLDED:
            yield from members
        else:
            yield Row("skip", hidden=len(members))
