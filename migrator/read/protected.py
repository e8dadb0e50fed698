"""Code whose exceptions are caught: `try` and `with`, where any statement may be the last to run."""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.model.values import PerRequest
from migrator.read import assignments, managers
from migrator.read.joining import join
from migrator.read.missing import needs_what_may_be_missing
from migrator.read.module import names_bound_by

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from migrator.read.abstract import Abstract
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader
    from migrator.read.state import State

_WHY = "an exception may come before it"
_IMPORT_ERRORS = frozenset({"ImportError", "ModuleNotFoundError"})


def attempt(reader: Reader, node: ast.Try | ast.TryStar, frame: Frame) -> bool:
    """Run a `try` statement; returns whether the statement after it is reached."""
    from migrator.read.statements import run_block

    pending = len(frame.returned), len(frame.left_loop)
    falls, failed = _interruptible(reader, node.body, frame)
    imported = _imported_by(reader, node.body, frame) if falls else {}
    if falls:
        falls = run_block(reader, node.orelse, frame)
    exits = [frame.state] if falls else []
    unhandled = failed
    for handler in node.handlers:
        caught = frame.fork()
        caught.state = failed.fork()
        if handler.name is not None:
            unknown = PerRequest(handler.name, "it is an exception")
            reader.assign_name(handler.name, unknown, caught)
        reached, failed_again = _interruptible(reader, handler.body, caught)
        unhandled = join(unhandled, failed_again, None, _WHY)
        if reached:
            if _is_import_guard(handler):
                caught.state.names.update(imported)
            exits.append(caught.state)
    frame.state = _met(exits) if exits else failed
    if node.finalbody:
        return _finally(reader, node.finalbody, frame, unhandled, pending) and bool(exits)
    return bool(exits)


def _met(exits: Sequence[State]) -> State:
    state = exits[0]
    for other in exits[1:]:
        state = join(state, other, None, "an exception decides it")
    return state


def _interruptible(reader: Reader, body: Sequence[ast.stmt], frame: Frame) -> tuple[bool, State]:
    """Run statements; returns whether the end is reached, and the state if any of them fails."""
    from migrator.read.statements import run_statement

    failed = frame.state.fork()
    for statement in body:
        before = frame.state.fork()
        falls = run_statement(reader, statement, frame)
        failed = join(failed, _halfway(statement, before, frame.state), None, _WHY)
        if not falls:
            return False, failed
    return True, failed


def _halfway(statement: ast.stmt, before: State, after: State) -> State:
    """The state after a statement that may have been left in the middle."""
    state = after.fork()
    for key, thing in list(state.heap.items()):
        known = before.heap.get(key)
        if known is thing:
            continue
        changes = thing.changes + 1 if known is None else thing.changes - known.changes
        if changes > 1:
            state.heap.spoil(key, _WHY)
    if isinstance(
        statement,
        ast.If
        | ast.For
        | ast.AsyncFor
        | ast.While
        | ast.With
        | ast.AsyncWith
        | ast.Try
        | ast.TryStar
        | ast.Match,
    ):
        bound = Counter(name for node in walk(statement) for name in names_bound_by(node))
        for name, count in bound.items():
            if count > 1 and name in state.names:
                state.names[name] = PerRequest(name, _WHY)
    return state


def _finally(
    reader: Reader,
    body: Sequence[ast.stmt],
    frame: Frame,
    failed: State,
    pending: tuple[int, int],
) -> bool:
    from migrator.read.statements import run_block

    unhandled = frame.fork()
    unhandled.state = failed.fork()
    run_block(reader, body, unhandled)
    falls = True

    def leave(leaving: Frame) -> None:
        nonlocal falls
        falls = run_block(reader, body, leaving)

    _on_every_way_out(leave, frame, pending)
    return falls


def _is_import_guard(handler: ast.ExceptHandler) -> bool:
    return isinstance(handler.type, ast.Name) and handler.type.id in _IMPORT_ERRORS


def _imported_by(reader: Reader, body: Sequence[ast.stmt], frame: Frame) -> dict[str, Abstract]:
    """What imports bound, which stands also where a fallback for a missing module is written."""
    names = [
        name
        for statement in body
        if isinstance(statement, ast.Import)
        or (
            isinstance(statement, ast.ImportFrom)
            and not needs_what_may_be_missing(reader.program, frame.module, statement)
        )
        for name in names_bound_by(statement)
    ]
    return {name: frame.state.names[name] for name in names if name in frame.state.names}


def within(reader: Reader, node: ast.With | ast.AsyncWith, frame: Frame) -> bool:
    """Run a `with` statement; returns whether the statement after it is reached."""
    from migrator.read.statements import run_block

    swallows = waits = runs = False
    leaving = []
    pending = len(frame.returned), len(frame.left_loop)
    for item in node.items:
        entered = managers.enter(reader, item.context_expr, frame)
        waits, runs = waits or entered.waits, runs or entered.runs
        swallows = swallows or entered.swallows
        if entered.leave is not None:
            leaving.append(entered.leave)
        if item.optional_vars is not None:
            assignments.assign(reader, item.optional_vars, entered.value, frame)
    if waits and isinstance(node, ast.AsyncWith):
        reader.others_ran(frame, "other code may have run at an `async with`")
    if not swallows:
        falls = run_block(reader, node.body, frame)
    else:
        falls, failed = _interruptible(reader, node.body, frame)
        frame.state = join(frame.state, failed, None, _WHY) if falls else failed
        falls = True
    for leave in reversed(leaving):
        _on_every_way_out(leave, frame, pending)
    if runs or isinstance(node, ast.AsyncWith):
        reader.others_ran(frame, "the end of a `with` may run other code")
    return falls


def _on_every_way_out(
    leave: Callable[[Frame], object], frame: Frame, pending: tuple[int, int]
) -> None:
    """Run what a statement runs in the end, whichever way it is left."""
    returned, left = pending
    for index, (value, state) in enumerate(frame.returned[returned:], returned):
        leaving = replace(frame, state=state, returned=[])
        leave(leaving)
        frame.returned[index] = (value, leaving.state)
    for index, state in enumerate(frame.left_loop[left:], left):
        leaving = replace(frame, state=state, left_loop=[])
        leave(leaving)
        frame.left_loop[index] = leaving.state
    leave(frame)
