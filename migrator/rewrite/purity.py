"""Which expressions may leave the source: those that only compute, and so are never missed."""

from __future__ import annotations

import ast
from collections.abc import Collection
from typing import Protocol

from migrator.find.syntax import walk
from migrator.rewrite.data_classes import data_class
from migrator.rewrite.names import Names, is_load

_PURE_NODES = (
    ast.Constant, ast.Name, ast.Attribute, ast.Subscript, ast.Slice, ast.BinOp, ast.BoolOp,
    ast.Compare, ast.UnaryOp, ast.IfExp, ast.JoinedStr, ast.FormattedValue, ast.Dict, ast.List,
    ast.Tuple, ast.Set, ast.Starred, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp,
)  # fmt: skip
_BUILTINS = frozenset(
    {
        "abs",
        "all",
        "any",
        "bool",
        "dict",
        "enumerate",
        "float",
        "frozenset",
        "int",
        "isinstance",
        "len",
        "list",
        "max",
        "min",
        "range",
        "repr",
        "round",
        "set",
        "sorted",
        "str",
        "sum",
        "tuple",
        "zip",
    }
)
_FUNCTIONS = frozenset(
    {
        "os.getenv",
        "os.environ.get",
        "environ.get",
        "getenv",
        "copy.copy",
        "copy.deepcopy",
        "deepcopy",
        "textwrap.dedent",
        "dedent",
        "json.loads",
        "json.dumps",
    }
)
_METHODS = frozenset(
    {
        "copy",
        "decode",
        "encode",
        "endswith",
        "format",
        "items",
        "join",
        "keys",
        "lower",
        "lstrip",
        "removeprefix",
        "removesuffix",
        "replace",
        "rstrip",
        "split",
        "splitlines",
        "startswith",
        "strip",
        "title",
        "upper",
        "values",
    }
)


class Judge(Protocol):
    """Says what the code of the project does that an expression runs."""

    def call_computes(self, call: ast.Call) -> bool:
        """Whether what is called only computes; the arguments count apart."""

    def attribute_computes(self, node: ast.Attribute) -> bool:
        """Whether reading the attribute runs nothing that does more than compute."""


def is_pure(
    node: ast.expr,
    names: Names,
    judge: Judge | None = None,
    besides: Collection[ast.expr] = frozenset(),
) -> bool:
    """Whether evaluating it does nothing but give a value (or fail), what is in `besides` aside.

    Without a judge calls of the project's functions are not taken to be so, and attributes are.
    """
    return all(_is_pure_step(child, names, judge) for child in _steps(node, besides))


def _steps(node: ast.expr, besides: Collection[ast.expr]) -> list[ast.expr]:
    aside = {part for other in besides for part in walk(other)}
    return [child for child in walk(node) if isinstance(child, ast.expr) and child not in aside]


def _is_pure_step(node: ast.expr, names: Names, judge: Judge | None) -> bool:
    if isinstance(node, ast.Call):
        return _is_pure_call(node, names) or (judge is not None and judge.call_computes(node))
    if isinstance(node, ast.Attribute) and judge is not None:
        return judge.attribute_computes(node)
    return isinstance(node, _PURE_NODES)


def _is_pure_call(call: ast.Call, names: Names) -> bool:
    function = call.func
    if isinstance(function, ast.Name) and function.id in _BUILTINS:
        return not names.bound_anywhere(function.id)
    in_module = isinstance(function, ast.Name) and names.variable(function).scope.is_module
    if in_module and data_class(names, ast.unparse(function)) is not None:
        return True
    if ast.unparse(function) in _FUNCTIONS:
        return True
    if not isinstance(function, ast.Attribute):
        return False
    receiver = function.value
    if function.attr == "get" and isinstance(receiver, ast.Name):
        return _is_dict(receiver, names)
    if function.attr not in _METHODS:
        return False
    if not isinstance(receiver, ast.Name):
        return True
    bindings = names.occurrences[names.variable(receiver)]
    return not any(isinstance(binding, ast.alias) for binding in bindings)


def _is_dict(receiver: ast.Name, names: Names) -> bool:
    """Whether a name holds nothing but dicts that are written out."""
    bindings = [n for n in names.occurrences[names.variable(receiver)] if not is_load(n)]
    return bool(bindings) and all(isinstance(names.assigned.get(n), ast.Dict) for n in bindings)
