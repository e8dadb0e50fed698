"""Instances that several callers give: one of their class, with what they all have in common."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, cast

from migrator.model.values import FromEnv, Known, PerRequest, Text, Value
from migrator.read.abstract import ClassRef, EnumMember, HeapInstance, InstanceRef, ObjectId

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable

    from migrator.read.abstract import Abstract
    from migrator.read.frame import Frame

    _Attributes: TypeAlias = list[tuple[str, Hashable]]

_CONSTANT = (Known, FromEnv, Text, EnumMember)


@dataclass(frozen=True, slots=True)
class Alike:
    """What instances of one class have in common; the other attributes are not known."""

    cls: ClassRef
    attributes: dict[str, Abstract | Alike]


def in_common(
    name: str, amounts: Collection[Hashable], why: str, settled: Callable[[Hashable], bool]
) -> Alike | None:
    """What instances given for a parameter have in common, None when some are something else.

    `amounts` are tuples: a mark, the class, and an attribute's name with its amount for each.
    """
    parts: list[dict[str, Hashable]] = []
    classes: set[ClassRef] = set()
    for amount in amounts:
        match amount:
            case ("instance", ClassRef() as cls, *attributes):
                classes.add(cls)
                parts.append(dict(cast("_Attributes", attributes)))
            case _:
                return None
    if len(classes) != 1:
        return None
    found: dict[str, Abstract | Alike] = {}
    for attribute in sorted({key for part in parts for key in part}):
        values = {part.get(attribute) for part in parts}
        held = in_common(f"{name}.{attribute}", values, why, settled)
        if held is not None:
            found[attribute] = held
            continue
        only = next(iter(values))
        same = len(values) == 1 and isinstance(only, _CONSTANT) and settled(only)
        unknown: Value = PerRequest(f"{name}.{attribute}", f"it is given by callers, {why}")
        found[attribute] = only if same and isinstance(only, _CONSTANT) else unknown
    return Alike(classes.pop(), found)


def rebuilt(alike: Alike, parameter: ast.arg, frame: Frame) -> InstanceRef:
    """An instance with these attributes, which code elsewhere holds too."""
    return _put(alike, frame.object_id(parameter), frame)


def _put(alike: Alike, ident: ObjectId, frame: Frame) -> InstanceRef:
    attributes: dict[str, Abstract] = {}
    for name, value in alike.attributes.items():
        inner = (*ident[:3], hash((ident[3], name)))
        attributes[name] = _put(value, inner, frame) if isinstance(value, Alike) else value
    made = HeapInstance(cls=alike.cls, attributes=attributes)
    made.captured = made.foreign = True
    frame.state.heap.put(ident, made)
    return InstanceRef(ident)
