"""Where paths meet: the state that holds whichever of them was taken."""

from __future__ import annotations

from dataclasses import replace

from migrator.model.values import Case, Condition, OneOf, PerRequest, Value
from migrator.read.abstract import (
    PLAIN,
    Abstract,
    HeapClient,
    HeapDict,
    HeapInstance,
    HeapList,
    HeapObject,
    Slot,
)
from migrator.read.asking import both, opposite
from migrator.read.choices import blurred, one_of
from migrator.read.heap import Heap
from migrator.read.state import State
from migrator.read.telling import told_apart

_MAX_CASES = 64


def negated(condition: Condition) -> Condition:
    """The opposite condition."""
    text, span = condition.text, condition.span
    answers = opposite(condition.answers)
    if text.startswith("not (") and text.endswith(")"):
        return Condition(text[5:-1], span, answers, condition.about)
    return Condition(f"not ({text})", span, answers, condition.about)


def join(first: State, second: State, when: Condition | None, why: str) -> State:
    """The state after two paths meet: `first` was taken when `when` holds, else `second`.

    Without a condition nothing selects between the paths, and what differs is not known, for the
    reason `why`.
    """
    names = {
        name: _joined(name, first.names.get(name), second.names.get(name), when, why)
        for name in (*first.names, *(n for n in second.names if n not in first.names))
    }
    return State(names, _joined_heaps(first, second, when, why), first.outer, first.adopted)


def _joined_heaps(first: State, second: State, when: Condition | None, why: str) -> Heap:
    heap = first.heap.fork()
    second.heap.lend()
    for key, other in second.heap.items():
        one = heap.get(key)
        if one is None:
            one = first.adopted.get(key)
        if one is None:
            heap[key] = other
        elif one is not other:
            heap[key] = _joined_objects(one, other, when, why)
    if len(heap) > len(second.heap):
        for key, one in first.heap.items():
            if key not in second.heap:
                adopted = second.adopted.get(key)
                if adopted is not None and adopted is not one:
                    heap[key] = _joined_objects(one, adopted, when, why)
    return heap


def choose(one: Value, other: Value, when: Condition, name: str) -> Value:
    """`one` when the condition holds, else `other`; equal values need no choice."""
    return one if one == other else _choice(one, other, when, name)


def _joined(
    name: str, one: Abstract | None, other: Abstract | None, when: Condition | None, why: str
) -> Abstract:
    if one is None or other is None:
        only = one if one is not None else other
        return only if only is not None else PerRequest(name, why)
    if one == other:
        return one
    if when is not None and isinstance(one, PLAIN) and isinstance(other, PLAIN):
        return _choice(one, other, when, name)
    if when is not None:
        return one_of([(when, one), (negated(when), other)], PerRequest(name, why))
    return blurred((one, other), PerRequest(name, why))


def _choice(one: Value, other: Value, when: Condition, name: str) -> Value:
    apart = told_apart(when, one, other)
    if apart is not None:
        return apart
    cases: list[Case] = []
    for condition, value in ((when, one), (negated(when), other)):
        if isinstance(value, OneOf):
            cases.extend(Case(both(condition, case.when), case.value) for case in value.cases)
        else:
            cases.append(Case(condition, value))
    if len(cases) > _MAX_CASES:
        return PerRequest(name, f"it takes more than {_MAX_CASES} values")
    return OneOf(tuple(cases))


def _joined_objects(
    one: HeapObject, other: HeapObject, when: Condition | None, why: str
) -> HeapObject:
    joined: HeapObject
    match one, other:
        case HeapDict(), HeapDict():
            joined = _joined_dicts(one, other, when, why)
        case HeapList(), HeapList():
            joined = _joined_lists(one, other, why)
        case HeapClient(), HeapClient():
            joined = _joined_clients(one, other, why)
        case HeapInstance(), HeapInstance():
            attributes = {
                name: _joined_attribute(name, one, other, when, why)
                for name in (*one.attributes, *other.attributes)
            }
            joined = replace(one, attributes=attributes)
        case _:
            joined = HeapDict(rest=PerRequest("...", why))
    joined.shared = one.shared or other.shared
    joined.captured = one.captured or other.captured
    joined.foreign = one.foreign or other.foreign
    joined.changes = max(one.changes, other.changes)
    joined.spoilt = one.spoilt and other.spoilt
    return joined


def _joined_attribute(
    name: str, one: HeapInstance, other: HeapInstance, when: Condition | None, why: str
) -> Abstract:
    first, second = one.attributes.get(name), other.attributes.get(name)
    if first is None or second is None:
        # The class answers where the instance has no such attribute.
        held = tuple(value for value in (first, second) if value is not None)
        return blurred(held, PerRequest(name, why))
    return _joined(name, first, second, when, why)


def _joined_lists(one: HeapList, other: HeapList, why: str) -> HeapList:
    joined = one.copy()
    joined.unknown = one.unknown or other.unknown
    if one.items != other.items:
        joined.items = [*one.items, *(item for item in other.items if item not in one.items)]
        joined.unknown = PerRequest("...", why)
    return joined


def _joined_clients(one: HeapClient, other: HeapClient, why: str) -> HeapClient:
    base_url, headers = one.base_url, one.headers
    if one.base_url != other.base_url:
        base_url = PerRequest("base_url", why)
    if one.headers != other.headers:
        headers = blurred((one.headers, other.headers), PerRequest("headers", why))
    doubt = one.doubt or other.doubt
    return replace(one, base_url=base_url, headers=headers, doubt=doubt)


def _joined_dicts(one: HeapDict, other: HeapDict, when: Condition | None, why: str) -> HeapDict:
    slots = {
        key: _joined_slot(key, one, other, when, why)
        for key in (*one.slots, *(k for k in other.slots if k not in one.slots))
    }
    same = one.others == other.others
    others = one.others if same else (*one.others, *other.others)
    is_table = same and one.is_table and other.is_table
    joined = replace(one, others=others, is_table=is_table)
    return replace(joined, slots=slots, rest=one.rest or other.rest)


def _joined_slot(
    key: str, one: HeapDict, other: HeapDict, when: Condition | None, why: str
) -> Slot:
    first, second = one.slots.get(key), other.slots.get(key)
    if first is not None and second is not None:
        value = _joined(key, first.value, second.value, when, why)
        if first.when == second.when:
            return Slot(value, first.when)
        if first.value != second.value:
            value = blurred((first.value, second.value), PerRequest(key, why))
        return Slot(value, (Condition(why),))
    present, absent = (first, other) if first is not None else (second, one)
    if present is None:
        return Slot(PerRequest(key, why), (Condition(why),))
    if absent.rest is not None:
        return Slot(blurred((present.value,), PerRequest(key, why)), (Condition(why),))
    if when is None:
        sometimes = Condition(why)
        seen = sometimes in present.when
        return Slot(present.value, present.when if seen else (*present.when, sometimes))
    return Slot(present.value, (*present.when, when if first is not None else negated(when)))
