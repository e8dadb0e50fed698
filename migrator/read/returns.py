"""Returns: what a function gives to its caller, and on which of its paths."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import TYPE_CHECKING

from migrator.model.values import Condition, PerRequest
from migrator.read.abstract import Abstract, AnyOf
from migrator.read.choices import one_of
from migrator.read.dicts import all_of
from migrator.read.joining import negated
from migrator.read.module import own_nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.read.abstract import FunctionNode
    from migrator.read.frame import Frame
    from migrator.read.state import State

_OTHERS = (
    ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.TryStar, ast.Match,
)  # fmt: skip


@lru_cache(8192)
def is_generator(function: FunctionNode) -> bool:
    """Whether calling a function gives a generator, not what it returns."""
    return any(isinstance(part, ast.Yield | ast.YieldFrom) for part in own_nodes(function))


def chosen(
    function: ast.FunctionDef | ast.AsyncFunctionDef,
    exits: Sequence[tuple[Abstract, State]],
    frame: Frame,
) -> Abstract | None:
    """What is returned, by what selects it; None where that isn't one test after the other."""
    kept = [frame.paths.get(id(state)) for _, state in exits]
    paths = [each[1] if each is not None else None for each in kept]
    if not _are_ladder(paths) or not _only_under_tests(function):
        return None
    cases = [(all_of(path), value) for path, (value, _) in zip(paths, exits, strict=True) if path]
    why = f"{function.name}() returns on several paths"
    found = one_of(cases, PerRequest(f"{function.name}()", why))
    settled = not isinstance(found, PerRequest) and (not isinstance(found, AnyOf) or found.cases)
    return found if settled else None


def _are_ladder(paths: Sequence[tuple[Condition, ...] | None]) -> bool:
    """Whether each is left when its own test holds and none before did, the last when none does."""
    failed: tuple[Condition, ...] = ()
    for path in paths[:-1]:
        if not path or path[:-1] != failed or not path[-1].answers:
            return False
        failed = (*failed, negated(path[-1]))
    return bool(failed) and paths[-1] == failed


def _only_under_tests(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether the function returns from `if` statements and its own block alone."""
    nested = [node for node in own_nodes(function) if isinstance(node, _OTHERS)]
    return not any(isinstance(p, ast.Return) for node in nested for p in ast.walk(node))
