"""Producers: functions whose result is sent as a body, which is reduced where they return it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from migrator.model.values import Span
from migrator.read.module import own_nodes
from migrator.rewrite.definitions import value_put_into
from migrator.rewrite.keys import copied_value, filtered_value, operation
from migrator.rewrite.modules import FunctionNode, Modules
from migrator.rewrite.names import Names, is_load
from migrator.rewrite.source import Source

_MAX_HOPS = 3
_PLAIN_DECORATORS = frozenset({"staticmethod", "classmethod"})


@dataclass(frozen=True, slots=True)
class Producer:
    """A call whose result is part of a body, and an expression that the called function returns.

    `is_first` says that the entries which lead the body come from there.
    """

    call: Span
    returned: Span
    is_first: bool


def producers(modules: Modules, body: Span | None, depth: int = _MAX_HOPS) -> list[Producer]:
    """The producers of the body that stands at `body`, with those that they use in turn.

    Calls of functions that aren't found in the tree, or that don't simply return, are left out.
    """
    if body is None or not depth:
        return []
    parsed = modules.parsed(body.path)
    node = parsed[0].expression(body) if parsed is not None else None
    if parsed is None or node is None:
        return []
    found: list[Producer] = []
    for call, is_first in _calls(parsed, node, is_first=True):
        function = modules.function(parsed[0], call)
        for value in _returned(function.node) if function is not None else ():
            assert function is not None
            returned = span_of(function.source.path, value)
            found.append(Producer(span_of(body.path, call), returned, is_first))
            found += [
                Producer(each.call, each.returned, is_first and each.is_first)
                for each in producers(modules, returned, depth - 1)
            ]
    return list(dict.fromkeys(found))


def span_of(path: str, node: ast.expr) -> Span:
    """Where an expression of a file stands."""
    end = (node.end_lineno or node.lineno, node.end_col_offset or 0)
    return Span(path, node.lineno, node.col_offset, *end)


def _calls(
    parsed: tuple[Source, Names],
    node: ast.expr,
    *,
    is_first: bool,
    seen: frozenset[ast.AST] = frozenset(),
) -> Iterator[tuple[ast.Call, bool]]:
    """Calls that give the whole of a dict or some of its entries."""
    if node in seen:
        return
    seen = seen | {node}
    match node:
        case ast.Await(value=ast.Call() as call):
            yield call, is_first
        case ast.Dict(keys=keys, values=values):
            for key, value in zip(keys, values, strict=True):
                if key is None:
                    yield from _calls(parsed, value, is_first=False, seen=seen)
        case ast.BinOp(op=ast.BitOr(), left=left, right=right):
            yield from _calls(parsed, left, is_first=is_first, seen=seen)
            yield from _calls(parsed, right, is_first=False, seen=seen)
        case ast.IfExp(body=one, orelse=other):
            for part in (one, other):
                yield from _calls(parsed, part, is_first=is_first, seen=seen)
        case ast.DictComp() if (filtered := filtered_value(node)) is not None:
            yield from _calls(parsed, filtered, is_first=is_first, seen=seen)
        case ast.Call(func=ast.Name(id="dict")):
            for part in (*node.args, *(k.value for k in node.keywords if k.arg is None)):
                yield from _calls(parsed, part, is_first=False, seen=seen)
        case ast.Call() if (copied := copied_value(node)) is not None:
            yield from _calls(parsed, copied, is_first=is_first, seen=seen)
        case ast.Call():
            yield node, is_first
        case ast.Name():
            for value, leads in _put_into(parsed, node):
                yield from _calls(parsed, value, is_first=is_first and leads, seen=seen)


def _put_into(parsed: tuple[Source, Names], node: ast.Name) -> Iterator[tuple[ast.expr, bool]]:
    source, names = parsed
    for occurrence in names.occurrences[names.variable(node)]:
        if not is_load(occurrence):
            value = value_put_into(source, occurrence)
            if value is not None:
                yield value, not isinstance(source.parents[occurrence], ast.AugAssign)
            continue
        found = operation(source, occurrence)
        if found is not None and found.update is not None and not found.path:
            for argument in found.update.args:
                yield argument, False


def _returned(function: ast.AST) -> list[ast.expr]:
    """What a function returns, nothing when it may do otherwise than return one of these."""
    if not isinstance(function, FunctionNode):
        return []
    labels = {ast.unparse(decorator) for decorator in function.decorator_list}
    own = list(own_nodes(function))
    if labels - _PLAIN_DECORATORS or any(isinstance(n, ast.Yield | ast.YieldFrom) for n in own):
        return []
    values = [node.value for node in own if isinstance(node, ast.Return)]
    return [value for value in values if value is not None] if None not in values else []
