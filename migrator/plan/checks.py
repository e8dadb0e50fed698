"""Checks of known values against the constraints that the rule pack states."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from migrator.model.pack import (
    Check,
    FieldType,
    MaxItemsCheck,
    MemberEnumCheck,
    MemberTypesCheck,
    PatternCheck,
    StringMapCheck,
)

if TYPE_CHECKING:
    from migrator.model.json_types import Json


def has_type(value: Json, expected: FieldType) -> bool:
    """Whether a JSON value has a type of the pack; null has every type."""
    match expected:
        case "string":
            fits = isinstance(value, str)
        case "number":
            fits = isinstance(value, int | float) and not isinstance(value, bool)
        case "integer":
            fits = isinstance(value, int) and not isinstance(value, bool)
        case "boolean":
            fits = isinstance(value, bool)
        case "object":
            fits = isinstance(value, Mapping)
        case "array":
            fits = isinstance(value, Sequence) and not isinstance(value, str)
    return fits or value is None


def broken(check: Check, value: Json) -> str | None:
    """What about `value` breaks a constraint, as the end of a sentence; None when nothing does."""
    match check:
        case PatternCheck(value=pattern):
            if isinstance(value, str) and not re.fullmatch(pattern.strip("^$"), value):
                return f"{value!r} doesn't match {pattern}"
        case MaxItemsCheck(value=most):
            if isinstance(value, Sequence) and len(value) > most:
                return f"{len(value)} are sent, the service takes {most}"
        case MemberEnumCheck(member=member, values=allowed):
            if isinstance(value, Mapping) and value.get(member) not in allowed:
                return f"{member} is {value.get(member)!r}, documented are {', '.join(allowed)}"
        case MemberTypesCheck(members=members):
            return _wrong_member(members, value)
        case StringMapCheck():
            return _wrong_tag(check, value)
    return None


def _wrong_member(members: Mapping[str, FieldType], value: Json) -> str | None:
    if not isinstance(value, Mapping):
        return None
    for name, member in value.items():
        if name not in members:
            return f"{name} is not documented"
        if not has_type(member, members[name]):
            return f"{name} should be a {members[name]}"
    return None


def _wrong_tag(check: StringMapCheck, value: Json) -> str | None:
    if not isinstance(value, Mapping):
        return None
    for name, text in value.items():
        if len(name) > check.max_key:
            return f"the key {name[:20]}... has {len(name)} characters, {check.max_key} are allowed"
        if not isinstance(text, str):
            return f"{name} is not a string"
        if len(text) > check.max_value:
            return f"{name} has {len(text)} characters, {check.max_value} are allowed"
    return None
