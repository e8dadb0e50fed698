"""Initializers: attributes that they set anew when methods of the object may have run already."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.find.syntax import walk

if TYPE_CHECKING:
    from migrator.read.abstract import FunctionNode

_LOOPS = (ast.For, ast.AsyncFor, ast.While)


def set_after_others(initializer: FunctionNode, name: str) -> bool:
    """Whether an attribute is set, methods of the object may run, and then it is set again."""
    given = [*initializer.args.posonlyargs, *initializer.args.args]
    if not given:
        return False
    return _is_between(initializer, given[0].arg, name)


def _is_between(initializer: FunctionNode, itself: str, name: str) -> bool:
    nodes = walk(initializer)
    sets = [_place(node) for node in nodes if _sets(node, itself, name)]
    if not sets:
        return False
    calls = [_place(n) for n in nodes if isinstance(n, ast.Call) and _reaches(n, itself)]
    if any(min(sets) < place < max(sets) for place in calls):
        return True
    return any(
        any(_sets(n, itself, name) for n in walk(loop))
        and any(isinstance(n, ast.Call) and _reaches(n, itself) for n in walk(loop))
        for loop in nodes
        if isinstance(loop, _LOOPS)
    )


def _sets(node: ast.AST, itself: str, name: str) -> bool:
    match node:
        case ast.Attribute(value=ast.Name(id=owner), attr=attr, ctx=ast.Store() | ast.Del()):
            return owner == itself and attr == name
    return False


def _reaches(call: ast.Call, itself: str) -> bool:
    """Whether a call runs a method of the object, or hands the object on."""
    match call.func:
        case ast.Attribute(value=ast.Name(id=owner)) if owner == itself:
            return True
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super"))):
            return True
    given = [*call.args, *(word.value for word in call.keywords)]
    return any(isinstance(part, ast.Name) and part.id == itself for g in given for part in walk(g))


def _place(node: ast.AST) -> tuple[int, int]:
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0)
