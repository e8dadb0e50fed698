"""Untouched: a dict of a function that no code reaches any more once a call has it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.read.abstract import DictRef
from migrator.read.module import bound_once
from migrator.read.parameters import parameter_names

if TYPE_CHECKING:
    from migrator.read.frame import Frame
    from migrator.read.origins import Spot

_REACHING = frozenset({"eval", "exec", "locals", "vars"})


def stays_as_it_is(spot: Spot, call: ast.Call, frame: Frame) -> bool:
    """Whether the dict that `call` gets, as a variable of its function, is the same ever after.

    So it is when nothing else holds it, and the code behind the call doesn't name it. In a loop
    that may be the code before it too.
    """
    function = frame.function
    if not isinstance(spot.node, ast.Name) or spot.activation is not frame.activation():
        return False
    if function is None or isinstance(function, ast.Lambda) or not _is_own(spot, frame):
        return False
    name = spot.node.id
    own = frame.module.local_names(function) - set(parameter_names(function.args))
    if name not in bound_once(function) or name not in own:
        return False
    end = (call.end_lineno or 0, call.end_col_offset or 0)
    named_later = any(
        isinstance(node, ast.Name)
        and node.id in {name, *_REACHING}
        and (node.lineno, node.col_offset) > end
        for node in walk(function)
    )
    loops = (ast.For, ast.AsyncFor, ast.While)
    in_a_loop = any(
        isinstance(node, loops) and any(part is call for part in walk(node))
        for node in walk(function)
    )
    return not named_later and not in_a_loop


def _is_own(spot: Spot, frame: Frame) -> bool:
    """Whether a variable alone holds a dict, and what is in it."""
    if not isinstance(spot.value, DictRef):
        return False
    state = frame.state
    reached = state.reachable([spot.value])
    for key in reached:
        thing = state.heap.get(key)
        if thing is None or thing.captured or thing.shared or thing.spoilt:
            return False
    held = list(state.names.values())
    others = state.reachable(value for value in held if value != spot.value)
    return held.count(spot.value) == 1 and reached.isdisjoint(others)
