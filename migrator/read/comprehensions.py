"""Comprehensions: unrolled where they run over known items, else read for what they send."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from migrator.find.syntax import walk
from migrator.model.values import Condition, Known, PerRequest
from migrator.read import rounds
from migrator.read.abstract import Abstract, ExternalRef, HeapDict, HeapList
from migrator.read.choices import blurred
from migrator.read.copies import marker
from migrator.read.dicts import put
from migrator.read.state import State

if TYPE_CHECKING:
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

_SIGNS: dict[type[ast.cmpop], str] = {ast.IsNot: "is not", ast.Is: "is"}
Comprehension: TypeAlias = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp


def dict_comprehension(reader: Reader, node: ast.DictComp, frame: Frame) -> Abstract:
    """The dict that `{k: v for ... in ... if ...}` makes."""
    if len(node.generators) != 1 or node.generators[0].is_async or reader.steps.exhausted:
        return run(reader, node, frame, "it is built by nested loops")
    generator = node.generators[0]
    over = rounds.of_dict(reader, generator.iter, frame, twice=True)
    if over is None:
        over = rounds.of_list(reader.evaluate(generator.iter, frame), frame)
    if over is None:
        return run(reader, node, frame, "it is built from items that aren't known")
    built = HeapDict(span=frame.module.span(node), rest=over.rest)
    for each in over.items:
        reader.steps.take()
        inner = _bound(frame, generator.target, each)
        if inner is None:
            why = "it unpacks its items in a way that can't be followed"
            return run(reader, node, frame, why)
        when = _filtered(reader, generator.ifs, inner, each.when)
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
        told = not generator.is_async and _runs_at_once(node, frame)
        each = rounds.each_of(reader, generator, held, inner) if told else {}
        hidden |= each
        inner.state.names |= each
        for name in walk(generator.target) if not each else ():
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
            inner.state.heap.spoil(key, "it changes in a comprehension")
    frame.state.heap = inner.state.heap
    _forget_walrus(reader, node, frame)
    return blurred(values, frame.unknown(node, why))


def _runs_at_once(node: Comprehension, frame: Frame) -> bool:
    """Whether nothing can change what it runs over between then and its being run."""
    if not isinstance(node, ast.GeneratorExp):
        return True
    match frame.module.parents.get(node):
        case ast.Starred():
            return True
        case ast.Call(func=ast.Name(id="list" | "tuple"), args=[ast.GeneratorExp()]):
            return True
    return False


def _forget_walrus(reader: Reader, node: Comprehension, frame: Frame) -> None:
    for part in walk(node):
        if isinstance(part, ast.NamedExpr):
            why = "it is set in a comprehension"
            reader.assign_name(part.target.id, PerRequest(part.target.id, why), frame)


def filtered(reader: Reader, node: ast.Call, frame: Frame) -> Abstract | None:
    """The dict that `dict(filter(lambda pair: ..., some_dict.items()))` makes, None for others."""
    match node.args:
        case [ast.Call(func=ast.Name(id="filter"), args=[ast.Lambda() as test, pairs])]:
            over = rounds.of_dict(reader, pairs, frame)
        case _:
            return None
    plain = [reader.look_up(name, node, frame) for name in ("dict", "filter")]
    parameters = [part.arg for part in test.args.args]
    if node.keywords or plain != [ExternalRef("builtins.dict"), ExternalRef("builtins.filter")]:
        return None
    if over is None or len(parameters) != 1 or any(len(each.values) != 2 for each in over.items):
        return None
    built = HeapDict(span=frame.module.span(node), rest=over.rest)
    for number, each in enumerate(over.items):
        place = marker(node, number + 1)
        pair = reader.allocate_list(place, HeapList(list(each.values)), frame)
        inner = _with_names(frame, {parameters[0]: pair})
        when = _filtered(reader, [test.body], inner, each.when)
        frame.state.heap = inner.state.heap
        key, value = each.values
        if when is not None and isinstance(key, Known) and isinstance(key.value, str):
            put(built, key.value, value, when)
    return reader.allocate_dict(node, built, frame)


def as_dict_comprehension(node: ast.expr) -> ast.DictComp | None:
    """`{k: v for ...}` for the `(k, v) for ...` that is given to `dict()`; None for others."""
    match node:
        case (
            ast.GeneratorExp(elt=ast.Tuple(elts=[key, value]), generators=generators)
            | ast.ListComp(elt=ast.Tuple(elts=[key, value]), generators=generators)
        ):
            return ast.copy_location(ast.DictComp(key, value, generators), node)
    return None


def list_comprehension(reader: Reader, node: ast.ListComp, frame: Frame) -> Abstract:
    """The list that `[x for ... in ... if ...]` makes, where it runs over known items."""
    why = "it is built by a comprehension"
    if len(node.generators) != 1 or node.generators[0].is_async or not _is_small(node.elt):
        return run(reader, node, frame, why)
    if any(isinstance(part, ast.NamedExpr) for part in walk(node)):
        return run(reader, node, frame, why)
    generator = node.generators[0]
    over = rounds.of_dict(reader, generator.iter, frame)
    if over is None and _is_small(generator.iter):
        over = rounds.of_list(reader.evaluate(generator.iter, frame), frame)
    if over is None or over.rest is not None:
        return run(reader, node, frame, why)
    built = HeapList(span=frame.module.span(node))
    for each in over.items:
        inner = _bound(frame, generator.target, each)
        when = _filtered(reader, generator.ifs, inner, each.when) if inner is not None else ()
        if inner is None or when:
            return run(reader, node, frame, why)
        if when is not None:
            built.items.append(reader.evaluate(node.elt, inner))
            frame.state.heap = inner.state.heap
    return reader.allocate_list(node, built, frame)


def rounds_of(reader: Reader, node: ast.ListComp, frame: Frame) -> rounds.Rounds | None:
    """The rounds over `[x for ... in a_dict if ...]`, with when each takes place.

    None, and nothing evaluated that does anything, for what isn't a plain choice of known items.
    """
    if len(node.generators) != 1 or node.generators[0].is_async:
        return None
    generator = node.generators[0]
    if not isinstance(node.elt, ast.Name) or not all(map(_only_compares, generator.ifs)):
        return None
    over = rounds.of_dict(reader, generator.iter, frame)
    if over is None or over.rest is not None:
        return None
    chosen = []
    for each in over.items:
        inner = _bound(frame, generator.target, each)
        if inner is None:
            return None
        when = _filtered(reader, generator.ifs, inner, each.when)
        if when is not None:
            chosen.append(rounds.Round((reader.evaluate(node.elt, inner),), when))
    return rounds.Rounds(tuple(chosen))


def _only_compares(test: ast.expr) -> bool:
    allowed = (ast.Name, ast.Constant, ast.Compare, ast.UnaryOp, ast.BoolOp)
    return all(isinstance(p, allowed) for p in walk(test) if isinstance(p, ast.expr))


def _is_small(node: ast.expr) -> bool:
    """Whether an expression makes no object and changes none, so that rounds don't differ."""
    allowed = (ast.Name, ast.Attribute, ast.Constant, ast.JoinedStr, ast.FormattedValue)
    harmless = {"upper", "lower", "strip", "format", "replace", "title"}
    for part in walk(node):
        match part:
            case ast.Call(func=ast.Attribute(attr=name)) if name in harmless:
                continue
            case ast.expr() if not isinstance(part, (*allowed, ast.BinOp, ast.Subscript)):
                if not isinstance(part, ast.List | ast.Tuple):
                    return False
    return True


def _bound(frame: Frame, target: ast.expr, each: rounds.Round) -> Frame | None:
    names = rounds.unpacked(target, each.values, frame)
    return None if names is None else _with_names(frame, names)


def _with_names(frame: Frame, names: dict[str, Abstract]) -> Frame:
    state = State(
        {**frame.state.names, **names}, frame.state.heap, frame.state.outer, frame.state.adopted
    )
    return replace(frame, state=state, closure={**frame.closure, **names})


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
        when = (*when, Condition(test_text(reader, test, frame), frame.module.span(test)))
    return when


def test_text(reader: Reader, test: ast.expr, frame: Frame) -> str:
    """A test as text, with the item it is about written as the expression that it is."""
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=inner):
            return f"not ({test_text(reader, inner, frame)})"
        case ast.Compare(left=item, ops=[operator], comparators=[ast.Constant() as other]):
            if isinstance(item, ast.Name | ast.Subscript):
                value = reader.evaluate(item, frame)
                if isinstance(value, PerRequest):
                    sign = _SIGNS.get(type(operator), type(operator).__name__)
                    return f"{value.text} {sign} {ast.unparse(other)}"
        case ast.Name() | ast.Subscript():
            value = reader.evaluate(test, frame)
            if isinstance(value, PerRequest):
                return value.text
    return ast.unparse(test)
