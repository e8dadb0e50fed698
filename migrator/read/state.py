"""The state of a run through code: what names stand for, the objects they share, how paths join."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from migrator.model.values import (
    Array,
    Case,
    Condition,
    Entry,
    FromEnv,
    Known,
    OneOf,
    PerRequest,
    Record,
    Text,
    Value,
)
from migrator.read.abstract import (
    REFERENCES,
    Abstract,
    DictRef,
    HeapClient,
    HeapDict,
    HeapInstance,
    HeapList,
    HeapObject,
    JsonText,
    ListRef,
    ObjectId,
    Slot,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN = (Known, FromEnv, Text, Array, Record, OneOf, PerRequest)
_MAX_CASES = 64
_MAX_DEPTH = 24


@dataclass(slots=True)
class State:
    """Names of the current scope and the heap that all scopes share."""

    names: dict[str, Abstract] = field(default_factory=dict)
    heap: dict[ObjectId, HeapObject] = field(default_factory=dict)

    def fork(self) -> State:
        """An independent copy, for a path that may or may not be taken."""
        return State(dict(self.names), {key: thing.copy() for key, thing in self.heap.items()})

    def become(self, other: State) -> None:
        """Take over another state's content in place."""
        self.names, self.heap = other.names, other.heap

    def dict_of(self, ref: DictRef) -> HeapDict:
        """The dict that `ref` refers to."""
        found = self.heap.get(ref.id)
        if isinstance(found, HeapDict):
            return found
        lost = HeapDict(rest=PerRequest("...", "it was made on another path"))
        self.heap[ref.id] = lost
        return lost

    def list_of(self, ref: ListRef) -> HeapList:
        """The list that `ref` refers to."""
        found = self.heap.get(ref.id)
        if isinstance(found, HeapList):
            return found
        lost = HeapList(unknown=PerRequest("...", "it was made on another path"))
        self.heap[ref.id] = lost
        return lost

    def reachable(self, values: Iterable[Abstract]) -> set[ObjectId]:
        """Every object that can be reached from `values`."""
        found: set[ObjectId] = set()
        pending = list(values)
        while pending:
            value = pending.pop()
            if not isinstance(value, REFERENCES) or value.id in found:
                continue
            found.add(value.id)
            pending.extend(_members(self.heap.get(value.id)))
        return found

    def share(self, value: Abstract) -> None:
        """Others can reach this object from now on and may change it whenever they run."""
        for key in self.reachable([value]):
            if key in self.heap:
                self.heap[key].shared = True

    def spoil(self, value: Abstract, why: str) -> list[tuple[str, str]]:
        """The object was given to code that may have changed it.

        Returns the module-level objects among what was spoilt.
        """
        origins: set[tuple[str, str]] = set()
        for key in self.reachable([value]):
            origins |= self._spoil_object(key, why)
        return sorted(origins)

    def spoil_shared(self, why: str) -> None:
        """Unknown code ran: whatever others can reach may have changed."""
        for key in [key for key, thing in self.heap.items() if thing.shared]:
            self._spoil_object(key, why)

    def _spoil_object(self, key: ObjectId, why: str) -> frozenset[tuple[str, str]]:
        thing = self.heap.get(key)
        unknown = PerRequest("...", why)
        match thing:
            case HeapDict():
                thing.rest = unknown
                thing.slots = {
                    name: Slot(PerRequest(f"...[{name!r}]", why)) for name in thing.slots
                }
                return thing.origins
            case HeapList():
                thing.unknown = unknown
                return thing.origins
            case HeapClient():
                thing.doubt = thing.doubt or why
            case HeapInstance():
                thing.attributes = dict.fromkeys(thing.attributes, unknown)
        return frozenset()

    def retire(self, key: ObjectId) -> None:
        """A second object is about to be made where `key` was: forget who still holds the first."""
        if key not in self.heap:
            return
        gone = PerRequest("...", "it was made in an earlier round of a loop")
        for name, value in self.names.items():
            if isinstance(value, REFERENCES) and value.id == key:
                self.names[name] = gone
        for thing in self.heap.values():
            _forget(thing, key, gone)
        del self.heap[key]


def _members(thing: HeapObject | None) -> list[Abstract]:
    match thing:
        case HeapDict():
            return [slot.value for slot in thing.slots.values()]
        case HeapList():
            return list(thing.items)
        case HeapClient():
            return [thing.headers]
        case HeapInstance():
            return list(thing.attributes.values())
    return []


def _forget(thing: HeapObject, key: ObjectId, gone: PerRequest) -> None:
    match thing:
        case HeapDict():
            for slot in thing.slots.values():
                if isinstance(slot.value, REFERENCES) and slot.value.id == key:
                    slot.value = gone
        case HeapList():
            thing.items = [
                gone if isinstance(item, REFERENCES) and item.id == key else item
                for item in thing.items
            ]
        case HeapInstance():
            for name, value in thing.attributes.items():
                if isinstance(value, REFERENCES) and value.id == key:
                    thing.attributes[name] = gone


def negated(condition: Condition) -> Condition:
    """The opposite condition."""
    text = condition.text
    if text.startswith("not (") and text.endswith(")"):
        return Condition(text[5:-1], condition.span)
    return Condition(f"not ({text})", condition.span)


def join(first: State, second: State, when: Condition | None, why: str) -> State:
    """The state after two paths meet: `first` was taken when `when` holds, else `second`.

    Without a condition nothing selects between the paths, and what differs is not known, for the
    reason `why`.
    """
    names = {
        name: _joined(name, first.names.get(name), second.names.get(name), when, why)
        for name in (*first.names, *(n for n in second.names if n not in first.names))
    }
    heap: dict[ObjectId, HeapObject] = {}
    for key in (*first.heap, *(k for k in second.heap if k not in first.heap)):
        one, other = first.heap.get(key), second.heap.get(key)
        if one is None or other is None:
            only = one if one is not None else other
            if only is not None:
                heap[key] = only
        else:
            heap[key] = _joined_objects(one, other, when, why)
    return State(names, heap)


def _joined(
    name: str, one: Abstract | None, other: Abstract | None, when: Condition | None, why: str
) -> Abstract:
    if one is None or other is None:
        only = one if one is not None else other
        return only if only is not None else PerRequest(name, why)
    if one == other:
        return one
    if when is not None and isinstance(one, _PLAIN) and isinstance(other, _PLAIN):
        return _choice(one, other, when, name)
    return PerRequest(name, why)


def _choice(one: Value, other: Value, when: Condition, name: str) -> Value:
    cases: list[Case] = []
    for condition, value in ((when, one), (negated(when), other)):
        if isinstance(value, OneOf):
            cases.extend(Case(_both(condition, case.when), case.value) for case in value.cases)
        else:
            cases.append(Case(condition, value))
    if len(cases) > _MAX_CASES:
        return PerRequest(name, f"it takes more than {_MAX_CASES} values")
    return OneOf(tuple(cases))


def choose(one: Value, other: Value, when: Condition, name: str) -> Value:
    """`one` when the condition holds, else `other`; equal values need no choice."""
    return one if one == other else _choice(one, other, when, name)


def _both(first: Condition, second: Condition) -> Condition:
    return Condition(f"({first.text}) and ({second.text})", first.span)


def _joined_objects(
    one: HeapObject, other: HeapObject, when: Condition | None, why: str
) -> HeapObject:
    match one, other:
        case HeapDict(), HeapDict():
            return _joined_dicts(one, other, when, why)
        case HeapList(), HeapList():
            joined = one.copy()
            joined.shared = one.shared or other.shared
            joined.unknown = one.unknown or other.unknown
            if one.items != other.items:
                joined.unknown = PerRequest("...", why)
            return joined
        case HeapClient(), HeapClient():
            client = one.copy()
            client.doubt = one.doubt or other.doubt
            if one.base_url != other.base_url:
                client.base_url = PerRequest("base_url", why)
            if one.headers != other.headers:
                client.headers = PerRequest("headers", why)
            return client
        case HeapInstance(), HeapInstance():
            instance = one.copy()
            instance.attributes = {
                name: _joined(name, one.attributes.get(name), other.attributes.get(name), when, why)
                for name in (*one.attributes, *other.attributes)
            }
            return instance
    return HeapDict(rest=PerRequest("...", why))


def _joined_dicts(one: HeapDict, other: HeapDict, when: Condition | None, why: str) -> HeapDict:
    joined = one.copy()
    joined.rest = one.rest or other.rest
    joined.shared = one.shared or other.shared
    joined.slots = {}
    for key in (*one.slots, *(k for k in other.slots if k not in one.slots)):
        joined.slots[key] = _joined_slot(key, one.slots.get(key), other.slots.get(key), when, why)
    return joined


def _joined_slot(
    key: str, one: Slot | None, other: Slot | None, when: Condition | None, why: str
) -> Slot:
    if one is None or other is None:
        present = one if one is not None else other
        if present is None:
            return Slot(PerRequest(key, why))
        if when is None:
            sometimes = Condition(why)
            seen = sometimes in present.when
            return Slot(present.value, present.when if seen else (*present.when, sometimes))
        return Slot(present.value, (*present.when, when if one is not None else negated(when)))
    if one.when == other.when:
        return Slot(_joined(key, one.value, other.value, when, why), one.when)
    return Slot(PerRequest(key, why), (Condition(why),))


def freeze(value: Abstract, state: State, depth: int = 0) -> Value:
    """`value` as the lattice knows it at this moment; later changes of objects don't show."""
    if isinstance(value, _PLAIN):
        return value
    if depth > _MAX_DEPTH:
        return PerRequest("...", "it contains itself")
    match value:
        case DictRef():
            held = state.dict_of(value)
            entries = tuple(
                Entry(key, freeze(slot.value, state, depth + 1), slot.when)
                for key, slot in held.slots.items()
            )
            return Record(entries, held.rest, held.span)
        case ListRef():
            items = state.list_of(value)
            if items.unknown is not None:
                return items.unknown
            frozen = tuple(freeze(item, state, depth + 1) for item in items.items)
            return Array(frozen, items.span)
        case JsonText():
            return PerRequest("json text", "it is JSON text, not an object", None)
    return PerRequest(type(value).__name__, "it is an object of the program, not data")
