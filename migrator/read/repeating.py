"""Repeating: what code asks several times in the same words, and may get other answers to."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.read.class_syntax import is_property
from migrator.read.module import last_name

if TYPE_CHECKING:
    from migrator.read.frame import Frame
    from migrator.read.module import ModuleSource

# Functions that give the same for the same, and methods of texts, dicts and the environment.
_SAME = frozenset(
    {"bool", "float", "getattr", "hasattr", "int", "isinstance", "len", "max", "min", "str"}
    | {"any", "all", "sorted", "tuple", "set", "list", "dict", "abs", "round", "type"}
    | {"capitalize", "casefold", "endswith", "format", "get", "getenv", "isdigit", "lower"}
    | {"lstrip", "removeprefix", "removesuffix", "replace", "rstrip", "split", "startswith"}
    | {"strip", "title", "upper", "keys", "values", "items", "count", "index", "isupper"}
)


def is_asked_anew(asked: ast.expr, frame: Frame) -> bool:
    """Whether a part of what is asked stands several times in its function, each time run anew."""
    parts = {ast.unparse(part) for part in walk(asked) if _is_run(part, frame)}
    if not parts:
        return False
    found = [
        ast.unparse(node)
        for node in walk(frame.function or frame.module.tree)
        if isinstance(node, ast.Call | ast.Attribute | ast.NamedExpr)
    ]
    return any(found.count(part) > 1 for part in parts)


def _is_run(node: ast.AST, frame: Frame) -> bool:
    match node:
        case ast.NamedExpr():
            return True
        case ast.Call():
            return last_name(node) not in _SAME
        case ast.Attribute(attr=name):
            return name in frame.module.once(_properties)
    return False


def _properties(module: ModuleSource) -> frozenset[str]:
    """Names of the properties that a module defines."""
    return frozenset(
        node.name
        for node in module.nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and is_property(node)
    )
