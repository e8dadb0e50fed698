"""Enumerations of the tree: their members, and the values that stand for them in JSON and text."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, TypeAlias

from migrator.model.values import Known, PerRequest
from migrator.read.abstract import Abstract, ClassRef, EnumMember, ExternalRef
from migrator.read.class_syntax import names_set

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What members of the kind are besides members, and whether printing one shows its value.
_KINDS: dict[str, tuple[type | None, bool]] = {
    "enum.Enum": (None, False),
    "enum.IntEnum": (int, False),
    "enum.StrEnum": (str, True),
    "backports.strenum.StrEnum": (str, True),
    "strenum.StrEnum": (str, True),
}
_MIXED_IN: dict[str, type] = {"builtins.str": str, "builtins.int": int}
_OWN_WAYS = frozenset(
    {"__new__", "__init__", "_missing_", "_generate_next_value_", "__getattribute__", "__str__"}
    | {"__format__", "value", "name", "_value_", "_name_", "__eq__", "__call__"}
)


Members: TypeAlias = dict[str, EnumMember]


def members(cls: ClassRef, bases: Sequence[Abstract], own: Mapping[str, Abstract]) -> Members:
    """The members of a class with these evaluated bases and attributes; none when it isn't plain."""
    names = [base.name for base in bases if isinstance(base, ExternalRef)]
    kinds = [_KINDS[name] for name in names if name in _KINDS]
    others = [name for name in names if name not in _KINDS and name not in _MIXED_IN]
    if len(kinds) != 1 or others or len(names) != len(bases) or cls.node.keywords:
        return {}
    defined = {name for node in cls.node.body for name in names_set(node)}
    if defined & _OWN_WAYS or cls.node.decorator_list:
        return {}
    kind, prints_value = kinds[0]
    kind = next((_MIXED_IN[name] for name in names if name in _MIXED_IN), kind)
    found: Members = {}
    for node in cls.node.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]) if not name.startswith("_"):
                value = own.get(name)
                if not isinstance(value, Known) or (kind and type(value.value) is not kind):
                    return {}
                text = value if prints_value else None
                same = by_value(found, value)
                found[name] = same or EnumMember(cls, name, value, kind is not None, text)
    return found


def is_enumeration(bases: Sequence[Abstract]) -> bool:
    """Whether a class with these bases is an enumeration."""
    return any(isinstance(base, ExternalRef) and base.name in _KINDS for base in bases)


def attribute(member: EnumMember, name: str) -> Known | None:
    """`value` and `name` of a member; None for what else it may have."""
    match name:
        case "value" | "_value_":
            return member.value
        case "name" | "_name_":
            return Known(member.name)
    return None


def defines(member: EnumMember, name: str) -> bool:
    """Whether the class of a member says itself what that attribute is."""
    return any(name in names_set(node) for node in member.cls.node.body)


def by_value(found: Members, value: Abstract) -> EnumMember | None:
    """The member that `Class(value)` gives."""
    return next((each for each in found.values() if each.value == value), None)


def data(member: EnumMember, unknown: PerRequest) -> Known | PerRequest:
    """A member as JSON holds it."""
    return member.value if member.is_data else unknown
