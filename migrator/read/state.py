"""The state of a run through code: what names stand for, and the objects they share."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from migrator.model.values import (
    Array,
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
    AnyOf,
    DictRef,
    EnumMember,
    HeapClient,
    HeapDict,
    HeapInstance,
    HeapList,
    HeapObject,
    JsonText,
    ListRef,
    MethodRef,
    ObjectId,
    PartialRef,
    Slot,
    UrlText,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

PLAIN = (Known, FromEnv, Text, Array, Record, OneOf, PerRequest)


@dataclass(slots=True)
class State:
    """Names of the current scope and the heap that all scopes share.

    `outer` are the names of the functions that wait for this one to return. `adopted` are objects
    of other states as they were when they were first met: a path that didn't meet one has it so.
    """

    names: dict[str, Abstract] = field(default_factory=dict)
    heap: dict[ObjectId, HeapObject] = field(default_factory=dict)
    outer: tuple[dict[str, Abstract], ...] = field(default=(), compare=False)
    adopted: dict[ObjectId, HeapObject] = field(default_factory=dict, compare=False)

    def fork(self) -> State:
        """An independent copy, for a path that may or may not be taken."""
        heap = {key: thing.copy() for key, thing in self.heap.items()}
        return State(dict(self.names), heap, self.outer, self.adopted)

    def within(self, names: dict[str, Abstract]) -> State:
        """The state of a scope with `names` that this one waits for; objects are the same."""
        return State(names, self.heap, (*self.outer, self.names), self.adopted)

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
            for key in objects_of(pending.pop()):
                if key not in found:
                    found.add(key)
                    pending.extend(_members(self.heap.get(key)))
        return found

    def members(self, value: Abstract) -> frozenset[ObjectId]:
        """The objects that are items, values or attributes of an object."""
        return frozenset(
            key
            for holder in objects_of(value)
            for member in _members(self.heap.get(holder))
            for key in objects_of(member)
        )

    def only_clients(self, value: Abstract) -> bool:
        """Whether all objects that a value may be, as far as they are known, are HTTP clients."""
        return all(isinstance(self.heap.get(key), HeapClient) for key in objects_of(value))

    def share(self, value: Abstract) -> None:
        """Others can reach this object from now on and may change it whenever they run."""
        for key in self.reachable([value]):
            if key in self.heap:
                self.heap[key].shared = True

    def capture(self, values: Iterable[Abstract]) -> None:
        """Code that runs at other times can reach these objects from now on."""
        for key in self.reachable(values):
            if key in self.heap:
                self.heap[key].captured = True

    def capture_all(self) -> None:
        """Code that runs at other times can reach every object there is."""
        for thing in self.heap.values():
            thing.captured = True

    def spoil(self, value: Abstract, why: str) -> set[ObjectId]:
        """The object was given to code that may have changed it; returns what was spoilt."""
        spoilt = self.reachable([value])
        for key in spoilt:
            self.spoil_object(key, why)
        return spoilt

    def spoil_object(self, key: ObjectId, why: str) -> None:
        """The content of one object isn't known any more."""
        thing = self.heap.get(key)
        if thing is None:
            return
        thing.changes += 1
        unknown = PerRequest("...", why)
        perhaps = (Condition(why),)
        match thing:
            case HeapDict():
                thing.rest = unknown
                thing.slots = {
                    name: Slot(PerRequest(f"...[{name!r}]", why), perhaps) for name in thing.slots
                }
            case HeapList():
                thing.unknown = unknown
            case HeapClient():
                thing.doubt = thing.doubt or why
            case HeapInstance():
                thing.attributes = dict.fromkeys(thing.attributes, unknown)

    def retire(self, key: ObjectId) -> None:
        """A second object is about to be made where `key` was: forget who still holds the first."""
        if key not in self.heap:
            return
        inside = frozenset(self.reachable([DictRef(key)]) - {key})
        unknown = PerRequest("...", "it was made in an earlier round of a loop")
        gone = AnyOf(inside, unknown) if inside else unknown
        for names in (self.names, *self.outer):
            for name, value in names.items():
                if key in objects_of(value):
                    names[name] = gone
        for thing in self.heap.values():
            forget(thing, key, gone)
        del self.heap[key]


def objects_of(value: Abstract) -> Iterable[ObjectId]:
    """The objects that a value may be, or is bound to."""
    match value:
        case DictRef(id=key) | ListRef(id=key):
            return (key,)
        case AnyOf(among=among):
            return among
        case MethodRef(receiver=receiver):
            return objects_of(receiver)
        case PartialRef(function=function, positional=positional, named=named):
            held = (function, *positional, *named.values())
            return {key for each in held for key in objects_of(each)}
    return (value.id,) if isinstance(value, REFERENCES) else ()


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


def forget(thing: HeapObject, key: ObjectId, gone: AnyOf | PerRequest) -> None:
    """Let `thing` hold `gone` wherever it holds the object `key`."""
    match thing:
        case HeapDict():
            for slot in thing.slots.values():
                if key in objects_of(slot.value):
                    slot.value = gone
        case HeapList():
            thing.items = [gone if key in objects_of(item) else item for item in thing.items]
        case HeapClient():
            if key in objects_of(thing.headers):
                thing.headers = gone
        case HeapInstance():
            for name, value in thing.attributes.items():
                if key in objects_of(value):
                    thing.attributes[name] = gone


def freeze(value: Abstract, state: State) -> Value:
    """`value` as the lattice knows it at this moment; later changes of objects don't show."""
    return _frozen(value, state, {})


def _frozen(value: Abstract, state: State, done: dict[ObjectId, Value]) -> Value:
    if isinstance(value, PLAIN):
        return value
    match value:
        case DictRef(id=key) | ListRef(id=key):
            if key not in done:
                done[key] = PerRequest("...", "it contains itself")
                done[key] = _frozen_object(value, state, done)
            return done[key]
        case AnyOf():
            return value.unknown
        case EnumMember(value=inner) if value.is_data:
            return inner
        case UrlText(value=inner):
            return inner
        case JsonText():
            return PerRequest("json text", "it is JSON text, not an object", None)
    return PerRequest(type(value).__name__, "it is an object of the program, not data")


def _frozen_object(value: DictRef | ListRef, state: State, done: dict[ObjectId, Value]) -> Value:
    if isinstance(value, DictRef):
        held = state.dict_of(value)
        entries = tuple(
            Entry(key, _frozen(slot.value, state, done), slot.when)
            for key, slot in held.slots.items()
        )
        return Record(entries, held.rest, held.span)
    items = state.list_of(value)
    if items.unknown is not None:
        return items.unknown
    return Array(tuple(_frozen(item, state, done) for item in items.items), items.span)


def is_own_instance(thing: HeapObject, key: ObjectId) -> bool:
    """Whether an object stands for any instance that a method may be called on."""
    if not isinstance(thing, HeapInstance):
        return False
    node = thing.cls.node
    return key[:3] == (thing.cls.path, node.lineno, node.col_offset)
