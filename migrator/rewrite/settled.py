"""Expressions that are the same wherever in their statement they are evaluated.

Whatever else the statement calls, it can't bind a local variable anew, nor set an attribute that
only initializers set.
"""

from __future__ import annotations

import ast
from collections.abc import Callable

from migrator.find.syntax import walk
from migrator.rewrite.routing_places import names_in
from migrator.rewrite.source import Source

_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
# Neither texts made of objects nor the truth of one: what is in an object may change.
_PLAIN = (
    ast.Constant, ast.Dict, ast.List, ast.Tuple, ast.Name, ast.Attribute, ast.Compare, ast.Is,
    ast.IsNot, ast.Load,
)  # fmt: skip
_SETTING = frozenset({"setattr", "delattr", "__dict__", "__setattr__", "vars"})


def is_settled(source: Source, expression: ast.expr, used_elsewhere: Callable[[str], bool]) -> bool:
    """Whether no call between two evaluations of an expression can make them differ.

    That is what it stands for, not what objects that it holds have in them.
    """
    function = _function_of(source, expression)
    if function is None:
        return False
    given = function.args
    own = {arg.arg for arg in (*given.posonlyargs, *given.args, *given.kwonlyargs)}
    shared: set[str] = set()
    for node in walk(function):
        match node:
            case ast.Name(id=name, ctx=ast.Store()):
                own.add(name)
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                shared.update(names)
    for node in walk(expression):
        if not isinstance(node, _PLAIN) or (isinstance(node, ast.Dict) and None in node.keys):
            return False
        if isinstance(node, ast.Name) and (node.id not in own or node.id in shared):
            return False
        if isinstance(node, ast.Attribute) and not _is_set_once(source, node, used_elsewhere):
            return False
    return True


def _is_set_once(
    source: Source, attribute: ast.Attribute, used_elsewhere: Callable[[str], bool]
) -> bool:
    """Whether `self.name` is set by initializers alone, and is no property."""
    name = attribute.attr
    owner = attribute.value
    if not isinstance(owner, ast.Name) or owner.id != "self" or used_elsewhere(name):
        return False
    is_set = False
    for node in walk(source.tree):
        match node:
            case ast.Attribute(attr=attr, ctx=ast.Store() | ast.Del()) if attr == name:
                function = _function_of(source, node)
                if function is None or function.name != "__init__":
                    return False
                is_set = True
            case ast.FunctionDef(name=defined) | ast.AsyncFunctionDef(name=defined):
                if defined in {name, "__getattribute__", "__setattr__"}:
                    return False
            case ast.Constant(value=str(text)) if text == name:
                return False
    return is_set and names_in(source.tree).isdisjoint(_SETTING)


def _function_of(source: Source, node: ast.AST) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    while node in source.parents:
        node = source.parents[node]
        if isinstance(node, ast.Lambda):
            return None
        if isinstance(node, _FUNCTION):
            return node
    return None
