"""Choices: one of several values or objects, with what selects it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.model.values import Case, Condition, Entry, Known, OneOf, PerRequest, Record, Value
from migrator.read.abstract import PLAIN, Abstract, AnyOf, ClientRef, DictRef, InstanceRef, ListRef
from migrator.read.asking import both
from migrator.read.heap import objects_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from migrator.read.state import State

MOST = 64
ITEM = "it is one of the items of a loop"
_OBJECTS = (DictRef, ListRef, InstanceRef)


def blurred(values: tuple[Abstract, ...], unknown: PerRequest) -> AnyOf | PerRequest:
    """One of `values`, not known which: `unknown`, with the objects it may be."""
    among = frozenset(key for value in values for key in objects_of(value))
    return AnyOf(among, unknown, all(map(_is_client_or_none, values))) if among else unknown


def _is_client_or_none(value: Abstract) -> bool:
    if isinstance(value, AnyOf):
        return value.or_none
    return isinstance(value, ClientRef) or value == Known(None)


def one_of(
    cases: Sequence[tuple[Condition, Abstract]], unknown: PerRequest
) -> OneOf | AnyOf | PerRequest:
    """The value of the case whose condition holds; `unknown` where that can't be told."""
    flat = [each for condition, value in cases for each in _flat(condition, value)]
    values = tuple(value for _, value in flat)
    if len(flat) > MOST or not all(isinstance(v, (*_OBJECTS, *PLAIN)) for v in values):
        return blurred(values, unknown)
    if not any(isinstance(v, _OBJECTS) for v in values):
        return OneOf(tuple(Case(c, v) for c, v in flat if isinstance(v, PLAIN)))
    found = blurred(values, unknown)
    return replace(found, cases=tuple(flat)) if isinstance(found, AnyOf) else found


def _flat(condition: Condition, value: Abstract) -> list[tuple[Condition, Abstract]]:
    if isinstance(value, OneOf):
        return [(both(condition, case.when), case.value) for case in value.cases]
    if isinstance(value, AnyOf) and value.cases:
        return [(both(condition, when), inner) for when, inner in value.cases]
    return [(condition, value)]


def in_each(
    some: AnyOf, take: Callable[[DictRef], Abstract | None], unknown: PerRequest
) -> Abstract | None:
    """What is taken of each dict that `some` may be; None where it is anything else."""
    taken: list[tuple[Condition, Abstract]] = []
    for condition, value in some.cases:
        inner = take(value) if isinstance(value, DictRef) else None
        if inner is None:
            return None
        taken.append((condition, inner))
    return one_of(taken, unknown) if taken else None


def entry_of(state: State, key: str) -> Callable[[DictRef], Abstract | None]:
    """How the entry of a key is taken from a dict, where it is always there."""

    def take(ref: DictRef) -> Abstract | None:
        slot = state.dict_of(ref).slots.get(key)
        return slot.value if slot is not None and not slot.when else None

    return take


def choice_of(cases: Sequence[tuple[Condition, Value]]) -> Value | None:
    """One of several values by what selects it; of several dicts, one that chooses key by key.

    None where a dict among them can't be told key by key.
    """
    records = [(when, value) for when, value in cases if isinstance(value, Record)]
    if not records:
        return OneOf(tuple(Case(when, value) for when, value in cases))
    if len(records) < len(cases) or any(_is_loose(value) for _, value in records):
        return None
    entries: list[Entry] = []
    for key in dict.fromkeys(entry.key for _, record in records for entry in record.entries):
        held = [(when, entry.value) for when, r in records if (entry := r.get(key)) is not None]
        if len(held) == len(records):
            entries.append(Entry(key, _unless_equal(held)))
        elif len(held) == 1:
            entries.append(Entry(key, held[0][1], (held[0][0],)))
        else:
            return None
    return Record(tuple(entries))


def as_item(value: Value, some: AnyOf) -> Value:
    """What the item of a loop holds, as the code of the loop can ask for it."""
    when = some.cases[0][0]
    scope = when.answers[0].question.scope if when.answers else ""
    return (
        _held_as(value, some.unknown.text, scope) if some.unknown.why == ITEM and scope else value
    )


def _held_as(value: Value, text: str, scope: str) -> Value:
    match value:
        case Record(entries=entries):
            held = [
                replace(entry, value=_held_as(entry.value, f"{text}[{entry.key!r}]", scope))
                for entry in entries
                if not entry.when
            ]
            return replace(value, entries=tuple(held)) if len(held) == len(entries) else value
        case OneOf(held=""):
            return replace(value, held=text, holder=scope)
    return value


def _is_loose(record: Record) -> bool:
    return record.rest is not None or any(entry.when for entry in record.entries)


def _unless_equal(cases: Sequence[tuple[Condition, Value]]) -> Value:
    first = cases[0][1]
    if all(value == first for _, value in cases):
        return first
    inner = choice_of(cases)
    if inner is not None:
        return inner
    return OneOf(tuple(Case(when, value) for when, value in cases))
