"""Passing: built-ins that only put what they are given into something else, or hand it out again."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.read.abstract import ExternalRef, FunctionRef
from migrator.read.module import last_name

if TYPE_CHECKING:
    from migrator.read.abstract import Abstract
    from migrator.read.arguments import Arguments

_BUILTINS = "builtins."
_HOLDING = frozenset(
    {"tuple", "list", "set", "frozenset", "dict", "sorted", "reversed", "enumerate", "zip"}
    | {"iter", "next", "min", "max", "getattr"}
)
_LOOKING = frozenset({"get", "len", "str", "int", "float", "abs", "lower", "upper", "casefold"})


def only_holds(target: Abstract, arguments: Arguments) -> bool:
    """Whether a call only makes something that holds what it is given, or hands it out."""
    if not isinstance(target, ExternalRef) or not target.name.startswith(_BUILTINS):
        return False
    name = target.name.removeprefix(_BUILTINS)
    if name not in _HOLDING or (name == "iter" and len(arguments.positional) > 1):
        return False
    key = arguments.named.get("key")
    return key is None or _only_looks(key)


def is_exception(target: Abstract) -> bool:
    """Whether it is a class of built-in exceptions."""
    if not isinstance(target, ExternalRef) or not target.name.startswith(_BUILTINS):
        return False
    found = getattr(builtins, target.name.removeprefix(_BUILTINS), None)
    return isinstance(found, type) and issubclass(found, BaseException)


def _only_looks(key: Abstract) -> bool:
    """Whether a key function leaves what it gets as it is."""
    if isinstance(key, ExternalRef):
        return True
    if not isinstance(key, FunctionRef) or not isinstance(key.node, ast.Lambda):
        return False
    nodes = walk(key.node.body)
    calls = [node for node in nodes if isinstance(node, ast.Call)]
    binds = any(isinstance(node, ast.NamedExpr | ast.Await) for node in nodes)
    return not binds and all(last_name(call) in _LOOKING for call in calls)
