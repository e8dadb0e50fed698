"""Comprehensions: unrolled where they run over known items, else read for what they send."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, TypeAlias

from migrator.find.syntax import walk
from migrator.model.values import Condition, Known, PerRequest
from migrator.read.abstract import Abstract, DictRef, HeapDict, ListRef, MethodRef
from migrator.read.dicts import put
from migrator.read.joining import blurred

if TYPE_CHECKING:
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

_MAX_ITEMS = 64
Comprehension: TypeAlias = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp


def dict_comprehension(reader: Reader, node: ast.DictComp, frame: Frame) -> Abstract:
    """The dict that `{k: v for ... in ... if ...}` makes."""
    if len(node.generators) != 1 or node.generators[0].is_async:
        return run(reader, node, frame, "it is built by nested loops")
    generator = node.generators[0]
    rounds = _rounds(reader, generator, frame)
    if rounds is None:
        return run(reader, node, frame, "it is built from items that aren't known")
    items, rest = rounds
    built = HeapDict(span=frame.module.span(node))
    if rest is not None:
        built.rest = rest
    for bound, present in items:
        inner = _bound(frame, generator.target, bound)
        if inner is None:
            why = "it unpacks its items in a way that can't be followed"
            return run(reader, node, frame, why)
        when = _filtered(reader, generator.ifs, inner, present)
        if when is None:
            continue
        key = reader.evaluate(node.key, inner)
        value = reader.evaluate(node.value, inner)
        frame.state.heap = inner.state.heap
        if not isinstance(key, Known) or not isinstance(key.value, str):
            return run(reader, node, frame, "one of its keys isn't known")
        put(built, key.value, value, when)
    _forget_walrus(reader, node, frame)
    return reader.allocate_dict(node, built, frame)


def run(reader: Reader, node: Comprehension, frame: Frame, why: str) -> Abstract:
    """Read a comprehension whose result isn't followed: its parts may run any number of times."""
    inner = frame.fork()
    before = {key: thing.changes for key, thing in inner.state.heap.items()}
    hidden = dict(inner.closure)
    for generator in node.generators:
        held = reader.evaluate(generator.iter, inner)
        for name in walk(generator.target):
            if isinstance(name, ast.Name):
                item = reader.member(held, name, "it is one of the items of a loop", inner)
                hidden[name.id] = inner.state.names[name.id] = item
        inner.closure = hidden
        for test in generator.ifs:
            reader.evaluate(test, inner)
    elements = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
    values = tuple(reader.evaluate(element, inner) for element in elements)
    for key, thing in list(inner.state.heap.items()):
        if thing.changes != before.get(key, 0):
            inner.state.spoil_object(key, "it changes in a comprehension")
    frame.state.heap = inner.state.heap
    _forget_walrus(reader, node, frame)
    return blurred(values, frame.unknown(node, why))


def _forget_walrus(reader: Reader, node: Comprehension, frame: Frame) -> None:
    for part in walk(node):
        if isinstance(part, ast.NamedExpr):
            why = "it is set in a comprehension"
            reader.assign_name(part.target.id, PerRequest(part.target.id, why), frame)


def _rounds(
    reader: Reader, generator: ast.comprehension, frame: Frame
) -> tuple[list[tuple[tuple[Abstract, ...], tuple[Condition, ...]]], PerRequest | None] | None:
    match generator.iter:
        case ast.Call(func=ast.Attribute(value=owner, attr="items"), args=[], keywords=[]):
            value = reader.evaluate(owner, frame)
            if not isinstance(value, DictRef):
                return None
            held = frame.state.dict_of(value)
            pairs = [((Known(key), slot.value), slot.when) for key, slot in held.slots.items()]
            return list(pairs), held.rest
    value = reader.evaluate(generator.iter, frame)
    if isinstance(value, MethodRef):
        return None
    if isinstance(value, ListRef):
        items = frame.state.list_of(value)
        if items.unknown is None and len(items.items) <= _MAX_ITEMS:
            return [((item,), ()) for item in items.items], None
    return None


def _bound(frame: Frame, target: ast.expr, values: tuple[Abstract, ...]) -> Frame | None:
    match target, values:
        case ast.Name(id=name), (value,):
            names = {name: value}
        case ast.Tuple(elts=[ast.Name(id=first), ast.Name(id=second)]), (one, other):
            names = {first: one, second: other}
        case _:
            return None
    inner = frame.fork()
    inner.state.heap = frame.state.heap
    inner.state.names.update(names)
    inner.closure = {**frame.closure, **names}
    return inner


def _filtered(
    reader: Reader, tests: list[ast.expr], frame: Frame, present: tuple[Condition, ...]
) -> tuple[Condition, ...] | None:
    from migrator.read.expressions import truth
    from migrator.read.operators import presence

    when = present
    for test in tests:
        there = presence(test, reader, frame)
        value = reader.evaluate(test, frame)
        decided = truth(value, frame)
        if decided is False:
            return None
        if decided is True:
            continue
        if there is not None:
            when = (*when, *there)
            continue
        when = (*when, Condition(_test_text(reader, test, frame), frame.module.span(test)))
    return when


def _test_text(reader: Reader, test: ast.expr, frame: Frame) -> str:
    match test:
        case ast.Compare(left=ast.Name() as name, ops=[operator], comparators=[ast.Constant()]):
            value = reader.evaluate(name, frame)
            if isinstance(value, PerRequest):
                sign = "is not" if isinstance(operator, ast.IsNot) else type(operator).__name__
                return f"{value.text} {sign} {ast.unparse(test.comparators[0])}"
        case ast.Name():
            value = reader.evaluate(test, frame)
            if isinstance(value, PerRequest):
                return value.text
    return ast.unparse(test)
