"""Copies of objects: of the object alone, or of all that it holds."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.read.abstract import (
    Abstract,
    AnyOf,
    DictRef,
    HeapDict,
    HeapInstance,
    InstanceRef,
    ListRef,
    Slot,
)
from migrator.read.dicts import merge_any
from migrator.read.heap import objects_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from migrator.read.abstract import ObjectId
    from migrator.read.arguments import Arguments
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader


def marker(node: ast.Call, number: int) -> ast.expr:
    """A place of its own for each object that one call makes."""
    return ast.Constant(None, lineno=-node.lineno, col_offset=node.col_offset * 1000 + number)


def shallow(reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame) -> Abstract | None:
    """A copy of a dict or list that holds the same objects."""
    match arguments.positional:
        case (AnyOf() as some,):
            return of_any(reader, some, node, frame)
        case (DictRef() as ref,):
            return reader.allocate_dict(node, frame.state.dict_of(ref).twin(), frame)
        case (ListRef() as ref,):
            return reader.allocate_list(node, frame.state.list_of(ref).twin(), frame)
    return None


def of_any(reader: Reader, some: AnyOf, node: ast.Call, frame: Frame) -> Abstract | None:
    """A copy of one of several dicts, where it is known what selects which."""
    copied = HeapDict()
    return (
        reader.allocate_dict(node, copied, frame) if merge_any(copied, some, node, frame) else None
    )


def deep(reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame) -> Abstract | None:
    """A copy of an object and of all that it holds."""
    if len(arguments.positional) != 1 or arguments.named:
        return None
    return deep_copy(reader, arguments.positional[0], node, frame)


def deep_copy(reader: Reader, value: Abstract, node: ast.Call, frame: Frame) -> Abstract:
    """A copy of `value`, made by `node`."""
    return _deep(reader, value, node, frame, {})


def containers_copied(reader: Reader, value: Abstract, node: ast.Call, frame: Frame) -> Abstract:
    """A copy of `value` and of the dicts and lists in it; other objects are the same ones."""
    return _deep(reader, value, node, frame, {}, keeping=True)


def _deep(
    reader: Reader,
    value: Abstract,
    node: ast.Call,
    frame: Frame,
    made: dict[ObjectId, DictRef | ListRef | None],
    *,
    keeping: bool = False,
) -> Abstract:
    if not isinstance(value, DictRef | ListRef):
        if keeping:
            return value
        return frame.unknown(node, "it is a copy of an object") if objects_of(value) else value
    if value.id in made:
        return made[value.id] or frame.unknown(node, "it contains itself")
    place = marker(node, len(made))
    made[value.id] = None
    if isinstance(value, DictRef):
        held = frame.state.dict_of(value).twin()
        held.slots = {
            key: Slot(_deep(reader, slot.value, node, frame, made, keeping=keeping), slot.when)
            for key, slot in held.slots.items()
        }
        made[value.id] = reader.allocate_dict(place, held, frame)
    else:
        items = frame.state.list_of(value).twin()
        items.items = [
            _deep(reader, item, node, frame, made, keeping=keeping) for item in items.items
        ]
        made[value.id] = reader.allocate_list(place, items, frame)
    return made[value.id] or value


def copied_instance(
    reader: Reader,
    ref: InstanceRef,
    changes: Mapping[str, Abstract],
    node: ast.Call,
    frame: Frame,
) -> Abstract | None:
    """A copy of an object with some fields set anew; None for an object that isn't known."""
    thing = frame.state.heap.get(ref.id)
    if not isinstance(thing, HeapInstance) or changes.keys() - thing.attributes.keys():
        return None
    attributes = {**thing.attributes, **changes}
    copied = reader.allocate_instance(marker(node, 0), thing.cls, frame)
    made = frame.state.instance_to_change(copied)
    assert made is not None
    made.attributes.update(attributes)
    made.changes = thing.changes + 1
    return copied
