"""Request objects that code builds and sends later: what may change one in between."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.read.answers import PREPARING, names_of, prepared, whole_of
from migrator.read.echoes import MAKING_REQUESTS, scope_of
from migrator.read.module import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.read.module import ModuleSource

# `add_header` is read as what it does.
_HARMLESS = PREPARING | {"add_header", "add_unredirected_header", "get", "items", "read", "keys"}
_TAKERS = PREPARING | {"send", "urlopen", "open", "print", "repr", "str", "len", "isinstance"}
_TAKERS |= {"debug", "info", "warning", "error", "merge_environment_settings"}
_TELLING = frozenset({"content-type", "content-length", "content-encoding", "host"})


def changed_before_sent(module: ModuleSource, call: ast.Call, header: str) -> int | None:
    """The line where the request that `call` builds may become another one, None when nowhere.

    `header` is the one that the API key is sent in.
    """
    if last_name(call.func) not in MAKING_REQUESTS:
        return None
    scope = scope_of(module, call)
    names = prepared(scope, set(names_of(module, whole_of(module, call))))
    telling = _TELLING | {header.lower()}
    lines = (line for node in walk(scope) for line in _changes(node, names, telling))
    return next(lines, None) if names else None


def _changes(node: ast.AST, names: set[str], telling: frozenset[str]) -> Iterator[int]:
    match node:
        case ast.Subscript(value=ast.Attribute(attr="headers") as held, ctx=ast.Store()):
            key = node.slice.value if isinstance(node.slice, ast.Constant) else None
            if _root(held) in names and (key is None or str(key).lower() in telling):
                yield node.lineno
        case ast.Attribute(value=owner, ctx=ast.Store()) if _root(owner) in names:
            yield node.lineno
        case ast.Call(func=ast.Attribute(value=owner, attr=method)) if _root(owner) in names:
            if method not in _HARMLESS:
                yield node.lineno
        case ast.Call(func=func, args=args) if last_name(func) not in _TAKERS:
            given = [*args, *(keyword.value for keyword in node.keywords)]
            if any(isinstance(each, ast.Name) and each.id in names for each in given):
                yield node.lineno
        case ast.Return(value=ast.Name(id=name)) if name in names:
            yield node.lineno


def _root(node: ast.expr) -> str | None:
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None
