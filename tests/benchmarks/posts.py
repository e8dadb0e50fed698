"""Calls that post something, as they are written, and what names in them are bound to."""

from __future__ import annotations

import ast
from collections.abc import Iterator

_SENDING = ("post", "request", "_post", "_request", "Request", "post_request")
_BODIES = ("json", "data", "content", "body")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def calls(tree: ast.AST) -> list[ast.Call]:
    """The calls of a tree that may post something, in order."""
    found = (n for n in ast.walk(tree) if isinstance(n, ast.Call) and last(n.func) in _SENDING)
    return sorted(found, key=lambda call: (call.lineno, call.col_offset))


def place_of(tree: ast.AST, call: ast.Call) -> tuple[str, int]:
    """A call by its place among those of a file, which renaming doesn't change."""
    return str(last(call.func)), calls(tree).index(call)


def parts(call: ast.Call) -> tuple[ast.expr | None, ast.expr | None]:
    """The URL and the body of a POST, as they stand in a call."""
    words = {word.arg: word.value for word in call.keywords}
    rest = list(call.args)
    if str(last(call.func)).endswith("request") and last(call.func) != "post_request":
        method = words.get("method") or (rest.pop(0) if rest else None)
        if not isinstance(method, ast.Constant) or str(method.value).upper() != "POST":
            return None, None
    url = words.get("url") or (rest.pop(0) if rest else None)
    body = next((words[name] for name in _BODIES if name in words), None)
    return url, body if body is not None else (rest[0] if rest else None)


def last(node: ast.AST) -> str | None:
    """The last name of a name or attribute."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return None


def bound(node: ast.AST, name: str) -> ast.expr | None:
    """What a statement binds a name, or an attribute of that name, to."""
    match node:
        case ast.Assign(targets=targets, value=value) if any(last(t) == name for t in targets):
            return value
        case ast.AnnAssign(target=target, value=ast.expr() as value) if last(target) == name:
            return value
    return None


def defaults(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """The parameters of a function that have defaults, with these."""
    if isinstance(node, FUNCTIONS):
        given = node.args
        ordered = [*given.posonlyargs, *given.args]
        for arg, default in zip(reversed(ordered), reversed(given.defaults), strict=False):
            yield arg.arg, default
        for arg, value in zip(given.kwonlyargs, given.kw_defaults, strict=True):
            if value is not None:
                yield arg.arg, value


def is_address(node: ast.AST) -> bool:
    """Whether it is a constant URL."""
    return isinstance(node, ast.Constant) and str(node.value).startswith(("http://", "https://"))


def keys_used(function: Function, name: str) -> Iterator[ast.Constant]:
    """The constant keys that code of a function sets, reads or asks for in a dict of that name."""
    for node in ast.walk(function):
        match node:
            case ast.Subscript(value=ast.Name(id=held), slice=ast.Constant(value=str()) as key):
                pass
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id=held), attr="get" | "pop" | "setdefault"),
                args=[ast.Constant(value=str()) as key, *_],
            ):
                pass
            case ast.Compare(
                left=ast.Constant(value=str()) as key,
                ops=[ast.In() | ast.NotIn()],
                comparators=[ast.Name(id=held)],
            ):
                pass
            case _:
                continue
        if held == name:
            yield key
