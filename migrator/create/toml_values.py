"""JSON values as people like to read them in TOML, and back.

TOML has no null: it is spelled `{ "$null" = true }`, as holes are `{ "$env" = "NAME" }`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import tomlkit
from tomlkit.items import Array, InlineTable, Item, String, StringType, Table, Trivia

from migrator.model.json_types import Json, JsonObject

NULL = "$null"
_HOLE_MARK = "$"
_LONGEST_ARRAY_LINE = 80


class NotJsonError(ValueError):
    """A TOML value that JSON has no word for: a date, a time, infinity. The message names it."""


def to_toml(value: Json) -> Item:
    """The item of a value. Text of several lines becomes a multi-line string."""
    if value is None:
        return to_toml({NULL: True})
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return filled_table(value) if is_section(value) else _inline(value)
    if isinstance(value, Sequence):
        return _array(value)
    return tomlkit.item(value)


def from_toml(value: object) -> Json:
    """The value of plain (unwrapped) TOML data. Raises NotJsonError."""
    if isinstance(value, dict):
        if value == {NULL: True}:
            return None
        return {str(key): from_toml(member) for key, member in value.items()}
    if isinstance(value, list):
        return [from_toml(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        raise NotJsonError(f"{value} is not a number that the API can take")
    if isinstance(value, bool | int | float | str):
        return value
    raise NotJsonError(f"{value} is a date or time; put it in quotes")


def is_section(value: Json) -> bool:
    """Whether a value gets a `[table]` of its own: an object with members that is no hole."""
    return (
        isinstance(value, Mapping)
        and bool(value)
        and not any(member.startswith(_HOLE_MARK) for member in value)
    )


def filled_table(members: JsonObject) -> Table:
    """A new table of the members, sections last: what follows a section would be in it."""
    table = tomlkit.table()
    for member, value in sorted(members.items(), key=lambda entry: is_section(entry[1])):
        table.append(member, to_toml(value))
    return table


def _inline(value: JsonObject) -> InlineTable:
    table = tomlkit.inline_table()
    for member, item in value.items():
        nested = _inline(item) if isinstance(item, Mapping) else to_toml(item)
        table.append(member, nested)
    return table


def _array(values: Sequence[Json]) -> Array:
    array = tomlkit.array()
    for value in values:
        array.append(_inline(value) if isinstance(value, Mapping) else to_toml(value))
    if len(values) > 1 and len(array.as_string()) > _LONGEST_ARRAY_LINE:
        array.multiline(True)
    return array


def _text(value: str) -> Item:
    if "\n" not in value:
        return tomlkit.string(value)
    # Written as it is, a carriage return would be at the mercy of editors and of git.
    inner = tomlkit.string(value, multiline=True).as_string()[3:-3].replace("\r\n", "\\r\n")
    if not inner.startswith("\n"):
        inner = "\n" + inner
    return String(StringType.MLB, value, inner, Trivia())
