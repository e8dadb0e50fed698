"""Dicts being built: setting keys, spreading one into another, under conditions or always."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from migrator.model.values import Condition, FromEnv, Known, OneOf, PerRequest, Text
from migrator.read.abstract import Abstract, AnyOf, DictRef, HeapDict, Slot
from migrator.read.asking import asked, together
from migrator.read.choices import blurred, one_of
from migrator.read.joining import choose, negated
from migrator.read.state import freeze

if TYPE_CHECKING:
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

_CHOOSABLE = (Known, FromEnv, Text, OneOf, PerRequest)
When: TypeAlias = tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """A dict whose keys go into another, as `**node` does, when all conditions hold."""

    node: ast.expr
    value: Abstract
    when: When = ()


def put(target: HeapDict, key: str, value: Abstract, when: When = ()) -> None:
    """Set a key, always or when all conditions hold."""
    before = target.slots.get(key)
    if not when:
        target.slots[key] = Slot(value)
    elif before is None:
        if target.rest is not None:
            value = blurred((value,), PerRequest(key, target.rest.why))
        target.slots[key] = Slot(value, when)
    elif not before.when and isinstance(value, _CHOOSABLE) and isinstance(before.value, _CHOOSABLE):
        target.slots[key] = Slot(choose(value, before.value, all_of(when), key))
    else:
        why = PerRequest(key, "it is set under several conditions")
        same = value == before.value
        either = blurred((value, before.value), why) if not same else value
        target.slots[key] = Slot(either, _either(before.when, when))


def all_of(when: When) -> Condition:
    """Conditions as one."""
    if len(when) == 1:
        return when[0]
    text = " and ".join(f"({part.text})" for part in when)
    return Condition(text, when[0].span, together(*when))


def _either(one: When, other: When) -> When:
    if not one or not other:
        return ()
    if one == other:
        return one
    return (Condition(f"({all_of(one).text}) or ({all_of(other).text})", one[0].span),)


def spreads(reader: Reader, node: ast.expr, frame: Frame, when: When = ()) -> list[Spread]:
    """What `**node` brings in, evaluated: one dict, or several under conditions."""
    from migrator.read.expressions import evaluate, truth
    from migrator.read.operators import presence

    match node:
        case ast.IfExp(test=test, body=body, orelse=orelse):
            there = presence(test, reader, frame)
            decided = truth(evaluate(reader, test, frame), frame)
            condition = asked(test, frame)
            other = frame.fork()
            sure = when if decided is not None else (*when, *(there or (condition,)))
            taken = spreads(reader, body, frame, sure)
            sure = when if decided is not None else (*when, negated(condition))
            instead = spreads(reader, orelse, other, sure)
            if decided is None:
                reader.rejoin(frame, other.state, condition, "it was only evaluated in some cases")
                return taken + instead
            if not decided:
                frame.state.become(other.state)
            return taken if decided else instead
        case ast.BoolOp(op=ast.Or(), values=[ast.Name() as first, ast.Dict(keys=[])]):
            # An empty dict has nothing to spread, as the one that stands in for it.
            held = evaluate(reader, first, frame)
            if isinstance(held, DictRef):
                return [Spread(first, held, when)]
        case ast.BoolOp(op=ast.And(), values=[test, body]):
            decided = truth(evaluate(reader, test, frame), frame)
            condition = asked(test, frame)
            other = frame.fork()
            taken = spreads(reader, body, frame, when if decided else (*when, condition))
            if decided:
                return taken
            reader.rejoin(frame, other.state, condition, "it was only evaluated in some cases")
            return taken if decided is None else []
    return [Spread(node, evaluate(reader, node, frame), when)]


def merge(reader: Reader, target: HeapDict, parts: list[Spread], frame: Frame) -> None:
    """Put the keys of evaluated spreads into `target`."""
    for part in parts:
        _merge_one(reader, target, part, frame)


def _merge_one(reader: Reader, target: HeapDict, part: Spread, frame: Frame) -> None:
    value = part.value
    if value == Known(None):
        return
    if isinstance(value, AnyOf) and merge_any(target, value, part.node, frame, part.when):
        return
    if not isinstance(value, DictRef):
        unknown = value.unknown if isinstance(value, AnyOf) else value
        why = unknown.why if isinstance(unknown, PerRequest) else "the dict spread here isn't known"
        frame.state.share(value)
        frozen = freeze(value, frame.state)
        among = frozen.among if isinstance(frozen, PerRequest) else ()
        target.rest = replace(frame.unknown(part.node, why), among=among)
        reader.blur_slots(target, f"`{frame.module.code(part.node)}` may set it too: {why}")
        return
    source = frame.state.dict_of(value)
    target.others = (*target.others, *source.others)
    if source.rest is not None:
        target.rest = source.rest
        reader.blur_slots(target, source.rest.why)
    for key, slot in list(source.slots.items()):
        put(target, key, slot.value, (*part.when, *slot.when))


def merge_any(
    target: HeapDict, value: AnyOf, node: ast.expr, frame: Frame, when: When = ()
) -> bool:
    """Put in the keys of one of several dicts, where it is known what selects which; else False."""
    found: list[tuple[Condition, dict[str, Slot]]] = []
    for selected, each in value.cases:
        source = frame.state.dict_of(each) if isinstance(each, DictRef) else None
        if source is None or source.rest is not None:
            return False
        if any(slot.when for slot in source.slots.values()):
            return False
        found.append((selected, source.slots))
    chosen: dict[str, list[tuple[Condition, Abstract]]] = {}
    for key in dict.fromkeys(key for _, slots in found for key in slots):
        before = target.slots.get(key)
        held = [(selected, slots.get(key, before)) for selected, slots in found]
        if any(slot is None or slot.when for _, slot in held):
            return False
        chosen[key] = [(selected, slot.value) for selected, slot in held if slot]
    for key, cases in chosen.items():
        same = all(inner == cases[0][1] for _, inner in cases)
        unknown = frame.unknown(node, value.unknown.why)
        put(target, key, cases[0][1] if same else one_of(cases, unknown), when)
    return bool(found)
