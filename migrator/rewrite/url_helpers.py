"""What the text of a URL ends with, through the functions of the file that put URLs together."""

from __future__ import annotations

import ast

from migrator.rewrite.definitions import assigned_value
from migrator.rewrite.draft import Draft
from migrator.rewrite.names import is_load
from migrator.rewrite.url_templates import last_argument

_SAME_TEXT = frozenset({"URL", "str"})
_STRIPPING = frozenset({"lstrip", "removeprefix", "removesuffix", "rstrip", "strip"})
_METHOD_KINDS = frozenset({"classmethod", "staticmethod"})
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def tail_operand(node: ast.expr) -> ast.expr | None:
    """The part of an expression that its text ends with, None when that is a literal."""
    match node:
        case ast.JoinedStr(values=[*_, ast.FormattedValue(value=last, format_spec=None)]):
            return last
        case ast.BinOp(op=ast.Add() | ast.Div(), right=right):
            return right
        case ast.Call(func=function, args=[_, tail], keywords=[]) if _called(function) == "urljoin":
            return tail
        case ast.Call(func=function, args=[only], keywords=[]) if _called(function) in _SAME_TEXT:
            return only
        case ast.Call(func=ast.Attribute(attr=method, value=inner)) if method in _STRIPPING:
            return inner
    return last_argument(node)


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def path_argument(draft: Draft, call: ast.Call) -> ast.expr | None:
    """The argument that the text returned by a function of the file ends with, else None."""
    function = _function(draft, call)
    if function is None:
        return None
    last = function.body[-1]
    if not isinstance(last, ast.Return) or last.value is None:
        return None
    current: ast.expr | None = last.value
    seen: set[ast.expr] = set()
    while current is not None and current not in seen:
        seen.add(current)
        if isinstance(current, ast.Name):
            if (given := _given(draft, function, current, call)) is not None:
                return given
            current = _only_value(draft, current)
        else:
            current = tail_operand(current)
    return None


def _only_value(draft: Draft, name: ast.Name) -> ast.expr | None:
    stores = [n for n in draft.names.occurrences[draft.names.variable(name)] if not is_load(n)]
    return assigned_value(draft, stores[0]) if len(stores) == 1 else None


def _function(draft: Draft, call: ast.Call) -> ast.FunctionDef | None:
    """The plain function or method of this file that a call runs."""
    match call.func:
        case ast.Name() as name:
            bound = [
                n for n in draft.names.occurrences[draft.names.variable(name)] if not is_load(n)
            ]
        case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=attribute):
            bound = [
                n
                for n in ast.walk(draft.source.tree)
                if isinstance(n, _FUNCTIONS) and n.name == attribute
            ]
        case _:
            return None
    if len(bound) != 1 or not isinstance(bound[0], ast.FunctionDef):
        return None
    function = bound[0]
    kinds = {d.id for d in function.decorator_list if isinstance(d, ast.Name)} & _METHOD_KINDS
    return function if len(kinds) == len(function.decorator_list) else None


def _given(
    draft: Draft, function: ast.FunctionDef, name: ast.Name, call: ast.Call
) -> ast.expr | None:
    """The argument of the call for the parameter that `name` is, else None."""
    stores = [n for n in draft.names.occurrences[draft.names.variable(name)] if not is_load(n)]
    parameters = [*function.args.posonlyargs, *function.args.args]
    if len(stores) != 1 or stores[0] not in [*parameters, *function.args.kwonlyargs]:
        return None
    if any(isinstance(a, ast.Starred) for a in call.args):
        return None
    for keyword in call.keywords:
        if keyword.arg == name.id:
            return keyword.value
    if isinstance(call.func, ast.Attribute):
        static = any(
            isinstance(d, ast.Name) and d.id == "staticmethod" for d in function.decorator_list
        )
        parameters = parameters if static else parameters[1:]
    position = next((n for n, p in enumerate(parameters) if p is stores[0]), len(call.args))
    return call.args[position] if position < len(call.args) else None
