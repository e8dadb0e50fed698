"""The state of a run through code: what names stand for, and the objects they share."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.model.values import (
    Array,
    Entry,
    PerRequest,
    Record,
    Value,
)
from migrator.read.abstract import (
    PLAIN,
    Abstract,
    AnyOf,
    ClassRef,
    ClientRef,
    DictRef,
    EnumMember,
    ExternalRef,
    FunctionRef,
    HeapClient,
    HeapDict,
    HeapInstance,
    HeapList,
    HeapObject,
    InstanceRef,
    JsonText,
    ListRef,
    MethodRef,
    ModuleRef,
    ObjectId,
    UrlText,
)
from migrator.read.choices import as_item, choice_of
from migrator.read.heap import Heap, members_of, objects_of

if TYPE_CHECKING:
    from collections.abc import Iterable


class State:
    """Names of the current scope and the heap that all scopes share.

    `outer` are the names of the functions that wait for this one to return. `adopted` are objects
    of other states as they were when they were first met: a path that didn't meet one has it so.
    """

    __slots__ = ("adopted", "heap", "names", "outer")

    def __init__(
        self,
        names: dict[str, Abstract] | None = None,
        heap: Heap | None = None,
        outer: tuple[dict[str, Abstract], ...] = (),
        adopted: dict[ObjectId, HeapObject] | None = None,
    ) -> None:
        self.names = {} if names is None else names
        self.heap = Heap() if heap is None else heap
        self.outer = outer
        self.adopted = {} if adopted is None else adopted

    def same_as(self, other: State) -> bool:
        """Whether names stand for the same and objects hold the same."""
        return self.names == other.names and self.heap == other.heap

    def fork(self) -> State:
        """An independent copy, for a path that may or may not be taken."""
        return State(dict(self.names), self.heap.fork(), self.outer, self.adopted)

    def within(self, names: dict[str, Abstract]) -> State:
        """The state of a scope with `names` that this one waits for; objects are the same."""
        return State(names, self.heap, (*self.outer, self.names), self.adopted)

    def become(self, other: State) -> None:
        """Take over another state's content in place."""
        self.names, self.heap = other.names, other.heap

    def dict_of(self, ref: DictRef) -> HeapDict:
        """The dict that `ref` refers to, to be read."""
        found = self.heap.get(ref.id)
        if isinstance(found, HeapDict):
            return found
        lost = HeapDict(rest=PerRequest("...", "it was made on another path"))
        self.heap.put(ref.id, lost)
        return lost

    def list_of(self, ref: ListRef) -> HeapList:
        """The list that `ref` refers to, to be read."""
        found = self.heap.get(ref.id)
        if isinstance(found, HeapList):
            return found
        lost = HeapList(unknown=PerRequest("...", "it was made on another path"))
        self.heap.put(ref.id, lost)
        return lost

    def dict_to_change(self, ref: DictRef) -> HeapDict:
        """The dict that `ref` refers to, to be changed at once."""
        self.dict_of(ref)
        found = self.heap.to_change(ref.id)
        assert isinstance(found, HeapDict)
        return found

    def list_to_change(self, ref: ListRef) -> HeapList:
        """The list that `ref` refers to, to be changed at once."""
        self.list_of(ref)
        found = self.heap.to_change(ref.id)
        assert isinstance(found, HeapList)
        return found

    def instance_to_change(self, ref: InstanceRef) -> HeapInstance | None:
        """The instance that `ref` refers to, to be changed at once; None when it isn't known."""
        found = self.heap.get(ref.id)
        if not isinstance(found, HeapInstance):
            return None
        found = self.heap.to_change(ref.id)
        assert isinstance(found, HeapInstance)
        return found

    def client_to_change(self, ref: ClientRef) -> HeapClient | None:
        """The client that `ref` refers to, to be changed at once; None when it isn't known."""
        found = self.heap.get(ref.id)
        if not isinstance(found, HeapClient):
            return None
        found = self.heap.to_change(ref.id)
        assert isinstance(found, HeapClient)
        return found

    def reachable(self, values: Iterable[Abstract]) -> set[ObjectId]:
        """Every object that can be reached from `values`."""
        found: set[ObjectId] = set()
        pending = list(values)
        while pending:
            for key in objects_of(pending.pop()):
                if key not in found:
                    found.add(key)
                    pending.extend(members_of(self.heap.get(key)))
        return found

    def members(self, value: Abstract) -> frozenset[ObjectId]:
        """The objects that are items, values or attributes of an object."""
        return frozenset(
            key
            for holder in objects_of(value)
            for member in members_of(self.heap.get(holder))
            for key in objects_of(member)
        )

    def only_clients(self, value: Abstract) -> bool:
        """Whether all objects that a value may be, as far as they are known, are HTTP clients."""
        return all(isinstance(self.heap.get(key), HeapClient) for key in objects_of(value))

    def share(self, value: Abstract) -> None:
        """Others can reach this object from now on and may change it whenever they run."""
        for key in self.reachable([value]):
            thing = self.heap.get(key)
            if thing is not None and not thing.shared:
                self.heap.mark(key, shared=True)

    def capture(self, values: Iterable[Abstract]) -> None:
        """Code that runs at other times can reach these objects from now on."""
        for key in self.reachable(values):
            thing = self.heap.get(key)
            if thing is not None and not thing.captured:
                self.heap.mark(key, captured=True)

    def capture_all(self) -> None:
        """Code that runs at other times can reach every object there is."""
        for key in [key for key, thing in self.heap.items() if not thing.captured]:
            self.heap.mark(key, captured=True)

    def spoil(self, value: Abstract, why: str) -> set[ObjectId]:
        """The object was given to code that may have changed it; returns what was spoilt."""
        spoilt = self.reachable([value])
        for key in spoilt:
            self.heap.spoil(key, why)
        return spoilt

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
        self.heap.forget(key, gone)
        self.heap.remove(key)


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
        case AnyOf(cases=(_, *_) as cases) if (
            chosen := choice_of([(when, _frozen(inner, state, done)) for when, inner in cases])
        ) is not None:
            return as_item(chosen, value)
        case AnyOf(among=among, unknown=unknown):
            dicts = [
                held for key in sorted(among) if isinstance(held := state.heap.get(key), HeapDict)
            ]
            places = tuple(dict.fromkeys(held.span for held in dicts if held.span is not None))
            return replace(unknown, among=places) if len(places) > 1 else unknown
        case EnumMember(value=inner) if value.is_data:
            return inner
        case UrlText(value=inner):
            return inner
        case JsonText():
            return PerRequest("json text", "it is JSON text, not an object", None)
    return PerRequest(_named(value), "it is an object of the program, not data")


def _named(value: Abstract) -> str:
    """What people call it, dots where it has no name."""
    match value:
        case ExternalRef(name=name) | MethodRef(name=name):
            return name
        case FunctionRef(node=ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name)):
            return name
        case ClassRef(node=node):
            return node.name
        case ModuleRef(path=path):
            return path
    return "..."


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
