"""Decorators: what becomes of a function that is defined with some."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.read.abstract import Abstract, ExternalRef, FunctionRef, is_code
from migrator.read.arguments import Arguments
from migrator.read.class_syntax import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

FAITHFUL = frozenset(
    {"staticmethod", "classmethod", "override", "final", "wraps", "property", "cached_property"}
)
CACHES = frozenset({"lru_cache", "cache"})
# They call the function again with the same arguments, and give callbacks what they see of it.
_RETRIES = frozenset(
    {"tenacity.retry", "backoff.on_exception", "backoff.on_predicate", "stamina.retry"}
    | {"retrying.retry", "retry.retry", "retry.api.retry"}
)


def decorated(
    reader: Reader,
    node: ast.FunctionDef | ast.AsyncFunctionDef,
    defined: Abstract,
    applied: Sequence[Abstract],
    frame: Frame,
) -> Abstract:
    """What the name of a function stands for once its decorators were `applied`.

    Where a decorator isn't known, it is the function itself, which then can't be followed.
    """
    from migrator.read import calls

    if not node.decorator_list or not isinstance(defined, FunctionRef):
        return defined
    current = defined
    for decorator, value in zip(reversed(node.decorator_list), reversed(applied), strict=True):
        known = label(decorator) in FAITHFUL | CACHES and not is_code(value)
        if known or _retries(reader, decorator, value, frame):
            continue
        if not isinstance(value, FunctionRef):
            return defined
        call = reader.program.implied.setdefault(
            decorator, ast.copy_location(ast.Call(decorator, [], []), decorator)
        )
        given = Arguments((replace(current, plain=True),), {}, False)
        made = calls.follow(reader, value, call, given, frame)
        if not isinstance(made, FunctionRef):
            return defined
        current = made
    return replace(current, plain=True)


def _retries(reader: Reader, decorator: ast.expr, value: Abstract, frame: Frame) -> bool:
    if isinstance(value, ExternalRef):
        return value.name in _RETRIES
    if not isinstance(decorator, ast.Call):
        return False
    made_by = reader.evaluate(decorator.func, frame)
    if not isinstance(made_by, ExternalRef) or made_by.name not in _RETRIES:
        return False
    parts = [*decorator.args, *(keyword.value for keyword in decorator.keywords)]
    return not any(
        is_code(reader.evaluate(part, frame)) and not _is_exception(part) for part in parts
    )


def _is_exception(part: ast.expr) -> bool:
    name = ast.unparse(part)
    return name.endswith(("Error", "Exception", "Timeout"))
