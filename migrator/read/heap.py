"""The heap: the objects that code shares, copied only where a path changes them.

Paths that fork share every object until one of them changes it. So what is looked up is for reading
alone; `to_change` hands out an object that this heap alone holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrator.model.values import Condition, PerRequest
from migrator.read.abstract import (
    REFERENCES,
    Abstract,
    AnyOf,
    HeapClient,
    HeapDict,
    HeapInstance,
    HeapList,
    HeapObject,
    MethodRef,
    ObjectId,
    PartialRef,
    Slot,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOST = "..."


class Heap(dict[ObjectId, HeapObject]):
    """Objects by their numbers. An object set by item may be held by others, too."""

    __slots__ = ("_own",)

    def __init__(self, objects: Iterable[tuple[ObjectId, HeapObject]] = ()) -> None:
        super().__init__(objects)
        self._own: set[ObjectId] = set()

    def fork(self) -> Heap:
        """The same objects for another path; from now on neither changes one that both hold."""
        self.lend()
        return Heap(self)  # type: ignore[arg-type]

    def lend(self) -> None:
        """Others hold these objects from now on as they are."""
        self._own.clear()

    def put(self, key: ObjectId, thing: HeapObject) -> None:
        """Keep a new object, which nothing else holds."""
        self[key] = thing
        self._own.add(key)

    def remove(self, key: ObjectId) -> None:
        """Drop an object."""
        del self[key]
        self._own.discard(key)

    def to_change(self, key: ObjectId) -> HeapObject | None:
        """The object, for a change to be made at once: the next fork shares it again."""
        thing = self._mine(key)
        if thing is not None:
            thing.spoilt = False
        if isinstance(thing, HeapDict):
            thing.is_table = False
        return thing

    def _mine(self, key: ObjectId) -> HeapObject | None:
        thing = self.get(key)
        if thing is not None and key not in self._own:
            thing = self[key] = thing.copy()
            self._own.add(key)
        return thing

    def mark(
        self,
        key: ObjectId,
        *,
        captured: bool = False,
        shared: bool = False,
        foreign: bool = False,
    ) -> None:
        """Note who can reach an object from now on, as `HeapObject` has it."""
        thing = self._mine(key)
        if thing is not None:
            thing.captured = thing.captured or captured
            thing.shared = thing.shared or shared
            thing.foreign = thing.foreign or foreign

    def spoil(self, key: ObjectId, why: str) -> None:
        """The content of an object isn't known any more; where it wasn't already, it stays so."""
        thing = self.get(key)
        if thing is None or thing.spoilt:
            return
        thing = self._mine(key)
        assert thing is not None
        thing.changes += 1
        thing.spoilt = True
        unknown = PerRequest(_LOST, why)
        match thing:
            case HeapDict():
                thing.rest = unknown
                thing.is_table = False
                perhaps = (Condition(why),)
                thing.slots = {
                    name: Slot(
                        self.or_another(slot.value, PerRequest(f"{_LOST}[{name!r}]", why)), perhaps
                    )
                    for name, slot in thing.slots.items()
                }
            case HeapList():
                thing.unknown = unknown
            case HeapClient():
                thing.doubt = thing.doubt or why
            case HeapInstance():
                thing.attributes = {
                    name: self.or_another(value, unknown)
                    for name, value in thing.attributes.items()
                }

    def or_another(self, value: Abstract | None, unknown: PerRequest) -> AnyOf | PerRequest:
        """What was `value` and may be anything by now: `unknown`, with the objects it may still be.

        Clients are not among them: a request is only sent by one that is known.
        """
        held = objects_of(value) if value is not None else ()
        among = frozenset(key for key in held if not isinstance(self.get(key), HeapClient))
        return AnyOf(among, unknown) if among else unknown

    def forget(self, key: ObjectId, gone: AnyOf | PerRequest) -> None:
        """Let every object that holds the object `key` hold `gone` in its place."""
        for other, thing in list(self.items()):
            if any(key in objects_of(member) for member in members_of(thing)):
                mine = self.to_change(other)
                assert mine is not None
                forget(mine, key, gone)


def place(key: ObjectId) -> ObjectId:
    """What stands for an object whichever calls led to where it is made."""
    return (*key[:3], 0)


def objects_of(value: Abstract) -> Iterable[ObjectId]:
    """The objects that a value may be, or is bound to."""
    if isinstance(value, REFERENCES):
        return (value.id,)
    if isinstance(value, AnyOf):
        return value.among
    if isinstance(value, MethodRef):
        return objects_of(value.receiver)
    if isinstance(value, PartialRef):
        held = (value.function, *value.positional, *value.named.values())
        return {key for each in held for key in objects_of(each)}
    return ()


def members_of(thing: HeapObject | None) -> list[Abstract]:
    """What an object holds."""
    if isinstance(thing, HeapDict):
        others = [value for _, value in thing.others]
        return [*(slot.value for slot in thing.slots.values()), *others]
    if isinstance(thing, HeapList):
        return thing.items
    if isinstance(thing, HeapInstance):
        return list(thing.attributes.values())
    if isinstance(thing, HeapClient):
        return [thing.headers]
    return []


def forget(thing: HeapObject, key: ObjectId, gone: AnyOf | PerRequest) -> None:
    """Let `thing`, which may be changed, hold `gone` wherever it holds the object `key`."""
    match thing:
        case HeapDict():
            for name, slot in thing.slots.items():
                if key in objects_of(slot.value):
                    thing.slots[name] = Slot(gone, slot.when)
        case HeapList():
            thing.items = [gone if key in objects_of(item) else item for item in thing.items]
        case HeapClient():
            if key in objects_of(thing.headers):
                thing.headers = gone
        case HeapInstance():
            for name, value in thing.attributes.items():
                if key in objects_of(value):
                    thing.attributes[name] = gone
