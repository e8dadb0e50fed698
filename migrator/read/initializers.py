"""Initializers: attributes that they set anew when methods of the object may have run already."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, TypeAlias

from migrator.find.syntax import walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from migrator.read.abstract import FunctionNode
    from migrator.read.module import ModuleSource

# Line and column.
_Place: TypeAlias = "tuple[int, int]"
_LOOPS = (ast.For, ast.AsyncFor, ast.While)


def set_after_others(module: ModuleSource, initializer: FunctionNode) -> frozenset[str]:
    """Attributes that an `__init__` of a module sets, and again when methods may have run."""
    return module.once(_set_anew).get(initializer, frozenset())


def _set_anew(module: ModuleSource) -> dict[FunctionNode, frozenset[str]]:
    return {
        function: _set_anew_by(function)
        for function in module.functions()
        if getattr(function, "name", None) == "__init__"
    }


def _set_anew_by(initializer: FunctionNode) -> frozenset[str]:
    given = [*initializer.args.posonlyargs, *initializer.args.args]
    if not given:
        return frozenset()
    itself = given[0].arg
    nodes = walk(initializer)
    calls = [_place(n) for n in nodes if isinstance(n, ast.Call) and _reaches(n, itself)]
    found = {
        name
        for name, places in _set_by(nodes, itself).items()
        if any(min(places) < call < max(places) for call in calls)
    }
    for loop in nodes:
        if isinstance(loop, _LOOPS):
            inner = walk(loop)
            if any(isinstance(n, ast.Call) and _reaches(n, itself) for n in inner):
                found |= _set_by(inner, itself).keys()
    return frozenset(found)


def _set_by(nodes: Iterable[ast.AST], itself: str) -> dict[str, list[_Place]]:
    """Where attributes of the object are set or deleted."""
    found: dict[str, list[_Place]] = {}
    for node in nodes:
        match node:
            case ast.Attribute(value=ast.Name(id=owner), attr=name, ctx=ast.Store() | ast.Del()):
                if owner == itself:
                    found.setdefault(name, []).append(_place(node))
    return found


def _reaches(call: ast.Call, itself: str) -> bool:
    """Whether a call runs a method of the object, or hands the object on."""
    match call.func:
        case ast.Attribute(value=ast.Name(id=owner)) if owner == itself:
            return True
        case ast.Attribute(value=ast.Call(func=ast.Name(id="super"))):
            return True
    given = [*call.args, *(word.value for word in call.keywords)]
    return any(isinstance(part, ast.Name) and part.id == itself for g in given for part in walk(g))


def _place(node: ast.AST) -> _Place:
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0)
