"""Loops: a body is run until another round changes nothing, then once more for what it sends."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, TypeAlias

from migrator.model.values import PerRequest
from migrator.read import assignments
from migrator.read.joining import join

if TYPE_CHECKING:
    from migrator.read.abstract import Abstract
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader
    from migrator.read.state import State

_MAX_ROUNDS = 6
_WHY = "it changes in a loop"
Loop: TypeAlias = ast.For | ast.AsyncFor | ast.While


def loop(reader: Reader, node: Loop, frame: Frame) -> bool:
    """Run a loop; returns whether the statement after it is reached."""
    items = None if isinstance(node, ast.While) else reader.evaluate(node.iter, frame)
    entry = frame.state.fork()
    reader.silent += 1
    for _ in range(_MAX_ROUNDS):
        after = _round(reader, node, items, frame, entry.fork())
        widened = join(entry, after, None, _WHY)
        if widened == entry:
            break
        entry = widened
    else:
        for key in list(entry.heap):
            entry.spoil_object(key, _WHY)
        entry.names = {name: PerRequest(name, _WHY) for name in entry.names}
    reader.silent -= 1
    after = _round(reader, node, items, frame, entry.fork())
    frame.state.become(join(entry, after, None, _WHY))
    from migrator.read.statements import run_block

    run_block(reader, node.orelse, frame)
    return True


def _round(reader: Reader, node: Loop, items: Abstract | None, frame: Frame, state: State) -> State:
    from migrator.read.statements import run_block

    outer, frame.left_loop = frame.left_loop, []
    frame.state.become(state)
    if isinstance(node, ast.While):
        reader.evaluate(node.test, frame)
    else:
        if isinstance(node, ast.AsyncFor):
            reader.others_ran(frame, "other code may have run between two rounds")
        why = "it is one of the items of a loop"
        held = frame.unknown(node.iter, why) if items is None else items
        assignments.assign(reader, node.target, reader.member(held, node.target, why, frame), frame)
    run_block(reader, node.body, frame)
    after = frame.state.fork()
    for left in frame.left_loop:
        after = join(after, left, None, _WHY)
    frame.left_loop = outer
    return after
