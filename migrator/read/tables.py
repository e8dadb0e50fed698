"""Tables: a dict of constants asked for a key that isn't known is a choice among its values."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.model.values import NOTHING, Coded, Condition, FromEnv, Known, OneOf, PerRequest, Text
from migrator.read.abstract import AnyOf, EnumMember, ListRef
from migrator.read.asking import both, coded_member, looked_up
from migrator.read.choices import MOST, one_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.model.values import Key
    from migrator.read.abstract import Abstract, DictRef, HeapDict, OtherKey
    from migrator.read.frame import Frame


def item(
    table: DictRef,
    key: Abstract,
    node: ast.expr,
    frame: Frame,
    *,
    written: ast.expr,
    default: Abstract | None = None,
) -> Abstract | None:
    """What a table holds for a key that is `written` so; None where it is no table.

    `default` is what stands for keys that it doesn't have.
    """
    held = frame.state.dict_of(table)
    if held.is_table and not held.slots:
        found_there = _of_others(held.others, key, node, frame, written=written, default=default)
        if found_there is not None:
            return found_there
    if [key for key, _ in held.others] == [NOTHING] and held.is_table:
        return _of_texts_and_nothing(held, key, frame.unknown(node, "it is looked up"))
    if held.rest is not None or not held.slots or len(held.slots) > MOST:
        return None
    if any(slot.when for slot in held.slots.values()):
        return None
    why = "it is looked up with a key that isn't known"
    if isinstance(key, PerRequest) and key.choice is not None and key.choice.held:
        key = key.choice
    if isinstance(key, OneOf) and all(isinstance(case.value, Known) for case in key.cases):
        found: list[tuple[Condition, Abstract]] = []
        for case in key.cases:
            name = case.value.value if isinstance(case.value, Known) else None
            slot = held.slots.get(name) if isinstance(name, str) else None
            value = slot.value if slot is not None else default
            if value is not None:
                found.append((case.when, value))
        # Where a missing key raises its error counts, and only a lookup tells that.
        if len(found) == len(key.cases):
            chosen = one_of(found, frame.unknown(node, why))
            flat = isinstance(chosen, OneOf) and len(chosen.cases) == len(key.cases)
            return replace(chosen, by=key) if flat and isinstance(chosen, OneOf) else chosen
    elif not isinstance(key, PerRequest | FromEnv | Text):
        return None
    conditions = looked_up(written, key, list(held.slots), frame, default=default is not None)
    values = [slot.value for slot in held.slots.values()]
    if default is not None:
        values.append(default)
    return one_of(list(zip(conditions, values, strict=True)), frame.unknown(node, why))


def _of_texts_and_nothing(held: HeapDict, key: Abstract, unknown: PerRequest) -> Abstract | None:
    """What a table with a key None holds for a variable of known texts, None among them."""
    choice = key.choice if isinstance(key, PerRequest) else key
    found: list[tuple[Condition, Abstract]] = []
    for case in choice.cases if isinstance(choice, OneOf) else ():
        name = case.value.value if isinstance(case.value, Known) else 0
        slot = held.slots.get(name) if isinstance(name, str) else None
        if slot is not None:
            found.append((case.when, slot.value))
        elif name is None:
            found.append((case.when, held.others[0][1]))
        else:
            return None
    return one_of(found, unknown) if found else None


def other_key(key: Abstract, frame: Frame) -> OtherKey | None:
    """A key of a table that isn't a text, where it can be told from others; else None."""
    match key:
        case Known(value=None):
            return NOTHING
        case Known(value=bool() | int() as number):
            return Coded(repr(number), type(number).__name__)
        case EnumMember():
            return coded_member(key)
        case ListRef():
            items = frame.state.list_of(key)
            parts = [_part(item, frame) for item in items.items]
            several = tuple(part for part in parts if part is not None)
            known = items.unknown is None and len(several) == len(items.items) > 1
            return several if known else None
    return None


def _part(item: Abstract, frame: Frame) -> Key | None:
    if isinstance(item, Known) and isinstance(item.value, str):
        return item.value
    part = other_key(item, frame)
    return part if isinstance(part, Coded) else None


def _kind(key: Key | OtherKey) -> tuple[str, ...]:
    match key:
        case Coded(kind=kind):
            return (kind,)
        case str():
            return ("",)
    return tuple(kind for part in key for kind in _kind(part))


def all_of_a_kind(
    keyed: Sequence[tuple[OtherKey | None, Abstract]],
) -> tuple[tuple[OtherKey, Abstract], ...]:
    """The entries of a table whose keys are all told apart and of one kind; else none."""
    found = {key: value for key, value in keyed if key is not None}
    kinds = {_kind(key) for key in found}
    return tuple(found.items()) if len(kinds) == 1 and len(found) == len(keyed) <= MOST else ()


def _of_others(
    entries: Sequence[tuple[OtherKey, Abstract]],
    key: Abstract,
    node: ast.expr,
    frame: Frame,
    *,
    written: ast.expr,
    default: Abstract | None,
) -> Abstract | None:
    """What a table whose keys aren't texts holds for a key."""
    known = other_key(key, frame)
    if known is not None:
        alike = bool(all_of_a_kind([*entries, (known, key)])) or known in dict(entries)
        return dict(entries).get(known, default) if alike else None
    unknown = frame.unknown(node, "it is looked up with a key that isn't known")
    values = [value for _, value in entries]
    if isinstance(key, AnyOf):
        taken = [(when, dict(entries).get(other_key(each, frame))) for when, each in key.cases]  # type: ignore[arg-type]
        there = [(when, value) for when, value in taken if value is not None]
        if there and len(there) == len(taken):
            return one_of(there, unknown)
        key = key.unknown
    if isinstance(written, ast.Tuple):
        conditions = _each_part(entries, written, key, frame) if default is None else None
        return one_of(list(zip(conditions, values, strict=True)), unknown) if conditions else None
    keys = [key for key, _ in entries if isinstance(key, Coded)]
    if not keys or not isinstance(key, PerRequest):
        return None
    asked = looked_up(written, key, keys, frame, default=default is not None)
    if default is not None:
        values.append(default)
    return one_of(list(zip(asked, values, strict=True)), unknown)


def _each_part(
    entries: Sequence[tuple[OtherKey, Abstract]], written: ast.Tuple, key: Abstract, frame: Frame
) -> list[Condition] | None:
    """That a table is asked for each of its keys, part by part; None where a part isn't open."""
    keys = [key for key, _ in entries if isinstance(key, tuple)]
    given = frame.state.list_of(key).items if isinstance(key, ListRef) else []
    if not keys or not len(keys[0]) == len(written.elts) == len(given):
        return None
    if not all(isinstance(part, PerRequest) for part in given):
        return None
    found: list[Condition] = []
    asked: list[dict[Key, Condition]] = []
    for at, (part, value) in enumerate(zip(written.elts, given, strict=True)):
        known = list(dict.fromkeys(each[at] for each in keys))
        told = looked_up(part, value, known, frame, default=False, is_part=True)
        asked.append(dict(zip(known, told, strict=True)))
    for each in keys:
        first, *others = [asked[at][name] for at, name in enumerate(each)]
        for other in others:
            first = both(first, other)
        found.append(first)
    return found
