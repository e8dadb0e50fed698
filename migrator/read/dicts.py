"""Dicts being built: setting keys, spreading one into another, under conditions or always."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.model.values import Condition, FromEnv, Known, OneOf, PerRequest, Text
from migrator.read.abstract import Abstract, DictRef, HeapDict, Slot
from migrator.read.state import choose, negated

if TYPE_CHECKING:
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

_CHOOSABLE = (Known, FromEnv, Text, OneOf, PerRequest)


def put(target: HeapDict, key: str, value: Abstract, when: tuple[Condition, ...] = ()) -> None:
    """Set a key, always or when all conditions hold."""
    before = target.slots.get(key)
    if not when or (before is not None and before.when == when):
        target.slots[key] = Slot(value, when)
    elif before is None:
        target.slots[key] = Slot(value, when)
        if target.rest is not None:
            target.slots[key] = Slot(PerRequest(key, target.rest.why))
    elif not before.when and isinstance(value, _CHOOSABLE) and isinstance(before.value, _CHOOSABLE):
        condition = when[0] if len(when) == 1 else _all(when)
        before.value = choose(value, before.value, condition, key)
    else:
        target.slots[key] = Slot(PerRequest(key, "it is set under several conditions"), before.when)


def _all(when: tuple[Condition, ...]) -> Condition:
    return Condition(" and ".join(f"({part.text})" for part in when), when[0].span)


def merge_into(
    reader: Reader,
    target: HeapDict,
    node: ast.expr,
    frame: Frame,
    when: tuple[Condition, ...] = (),
    known: Abstract | None = None,
) -> None:
    """Spread the dict that `node` stands for into `target`, as `**node` or `.update(node)` does."""
    from migrator.read.expressions import evaluate, presence, truth

    if known is None and isinstance(node, ast.IfExp):
        there = presence(node.test, reader, frame)
        decided = truth(evaluate(reader, node.test, frame), frame)
        condition = Condition(ast.unparse(node.test), frame.module.span(node.test))
        holds = there if there is not None else (condition,)
        if decided is not False:
            sure = () if decided else holds
            merge_into(reader, target, node.body, frame, (*when, *sure))
        if decided is not True:
            sure = () if decided is False else (negated(condition),)
            merge_into(reader, target, node.orelse, frame, (*when, *sure))
        return
    match node:
        case ast.BoolOp(op=ast.And(), values=[test, body]) if known is None:
            decided = truth(evaluate(reader, test, frame), frame)
            condition = Condition(ast.unparse(test), frame.module.span(test))
            if decided is not False:
                merge_into(reader, target, body, frame, when if decided else (*when, condition))
            return
    value = known if known is not None else evaluate(reader, node, frame)
    if not isinstance(value, DictRef):
        why = value.why if isinstance(value, PerRequest) else "the dict spread here isn't known"
        target.rest = frame.unknown(node, why)
        reader.spoil_slots(target, f"`{ast.unparse(node)}` may set it too: {why}")
        return
    source = frame.state.dict_of(value)
    if source.rest is not None:
        target.rest = source.rest
        reader.spoil_slots(target, source.rest.why)
    for key, slot in list(source.slots.items()):
        put(target, key, slot.value, (*when, *slot.when))
