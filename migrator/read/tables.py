"""Tables: a dict of constants asked for a key that isn't known is a choice among its values."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.model.values import Condition, FromEnv, Known, OneOf, PerRequest, Text
from migrator.read.asking import looked_up
from migrator.read.choices import MOST, one_of

if TYPE_CHECKING:
    from migrator.read.abstract import Abstract, DictRef
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
            return one_of(found, frame.unknown(node, why))
    elif not isinstance(key, PerRequest | FromEnv | Text):
        return None
    conditions = looked_up(written, key, list(held.slots), frame, default=default is not None)
    values = [slot.value for slot in held.slots.values()]
    if default is not None:
        values.append(default)
    return one_of(list(zip(conditions, values, strict=True)), frame.unknown(node, why))
