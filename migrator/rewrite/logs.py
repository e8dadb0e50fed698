"""Logs: where a module writes what it knows to a log, which follows what it tells of."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.find.syntax import walk
from migrator.read.loggers import LEVELS, Loggers

_PARTS = (
    ast.BinOp, ast.Dict, ast.FormattedValue, ast.JoinedStr, ast.List, ast.Tuple, ast.keyword,
)  # fmt: skip


def logged(tree: ast.Module) -> frozenset[ast.expr]:
    """Names and attributes whose values a module writes to a log as they are, or inside a text.

    Only calls of loggers that the module itself gets from a logging library count.
    """
    calls = [node for node in walk(tree) if isinstance(node, ast.Expr) and _writes(node.value)]
    if not calls:
        return frozenset()
    loggers = Loggers(tree)
    found: set[ast.expr] = set()
    for statement in calls:
        call = statement.value
        if isinstance(call, ast.Call) and loggers.holds(call.func):
            for argument in (*call.args, *call.keywords):
                found.update(_told(argument))
    return frozenset(found)


def _writes(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in LEVELS
    )


def _told(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Name | ast.Attribute):
        yield node
    elif isinstance(node, _PARTS) or _fills_a_text(node):
        for child in ast.iter_child_nodes(node):
            yield from _told(child)


def _fills_a_text(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str()), attr="format")):
            return True
    return False
