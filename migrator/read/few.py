"""Few: the texts or members that callers give a parameter, where all of them are known."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import TYPE_CHECKING

from migrator.model.values import Known, OneOf, PerRequest, Span
from migrator.read.abstract import AnyOf, EnumMember
from migrator.read.asking import coded_member
from migrator.read.choices import MOST

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from migrator.model.values import Combinations
    from migrator.read.callers import Entry

_NOWHERE = Span("", 0, 0, 0, 0)


def together(
    chosen: Mapping[str, tuple[str | None, ...]], entries: Iterable[Entry]
) -> Combinations:
    """Which texts of several parameters calls give with one another; none where it can't be told.

    Nor where any of them goes with any other.
    """
    found: set[tuple[tuple[str, str | None], ...]] = set()
    for entry in entries:
        given = dict(entry.given)
        texts = [texts_in([given[name].amount]) if name in given else () for name in chosen]
        if not all(texts) or len(found) > MOST or prod(map(len, texts)) > MOST:
            return ()
        found.update(tuple(zip(chosen, each, strict=True)) for each in product(*texts))
    anything = prod(len(texts) for texts in chosen.values())
    return tuple(sorted(found, key=repr)) if 0 < len(found) < anything else ()


def texts_in(amounts: Iterable[Hashable]) -> tuple[str | None, ...]:
    """All texts that something may be, in order, and last None; none where it may be anything else."""
    found: set[str | None] = set()
    for amount in amounts:
        choice = amount.choice if isinstance(amount, PerRequest) else amount
        several = [case.value for case in choice.cases] if isinstance(choice, OneOf) else [amount]
        for value in several:
            if not isinstance(value, Known) or not isinstance(value.value, str | None):
                return ()
            found.add(value.value)
    texts = sorted(text for text in found if text is not None)
    return (*texts, *found - set(texts)) if len(found) <= MOST else ()


def members_in(amounts: Iterable[Hashable]) -> tuple[EnumMember, ...]:
    """All members of one enumeration that something may be, in order; none where it may be more."""
    found: dict[EnumMember, None] = {}
    for amount in amounts:
        cases = amount.cases if isinstance(amount, AnyOf) else ((None, amount),)
        for _, value in cases or ((None, None),):
            if not isinstance(value, EnumMember) or coded_member(value) is None:
                return ()
            found[value] = None
    members = sorted(found, key=lambda each: each.value.span or _NOWHERE)
    one_kind = len({each.cls for each in members}) == 1
    return tuple(members) if one_kind and len(members) <= MOST else ()
