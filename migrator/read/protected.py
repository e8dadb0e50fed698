"""Code whose exceptions are caught: `try` and `with`, where any statement may be the last to run."""

from __future__ import annotations

import ast
from collections import Counter
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.model.values import PerRequest
from migrator.read import assignments
from migrator.read.abstract import (
    Abstract,
    ClassRef,
    ClientRef,
    ExternalRef,
    FunctionRef,
    InstanceRef,
)
from migrator.read.joining import join
from migrator.read.module import last_name, names_bound_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.read.frame import Frame
    from migrator.read.reader import Reader
    from migrator.read.state import State

_WHY = "an exception may come before it"
_IMPORT_ERRORS = frozenset({"ImportError", "ModuleNotFoundError"})
_RAISING = frozenset(
    {"open", "urlopen", "Client", "AsyncClient", "ClientSession", "Session", "timeout", "stream"}
    | {"post", "get", "request", "TemporaryDirectory", "NamedTemporaryFile", "nullcontext"}
    | {"closing", "aclosing", "ThreadPoolExecutor", "ProcessPoolExecutor", "TaskGroup"}
    | {"Lock", "RLock", "Semaphore", "BoundedSemaphore", "catch_warnings", "PoolManager"}
)
# They run nothing of the program, and don't give way to other tasks where they are entered.
_PASSIVE = frozenset(
    {"asyncio.timeout", "asyncio.timeout_at", "async_timeout.timeout", "contextlib.suppress"}
    | {"threading.Lock", "threading.RLock", "threading.Semaphore", "open", "builtins.open"}
)


def attempt(reader: Reader, node: ast.Try | ast.TryStar, frame: Frame) -> bool:
    """Run a `try` statement; returns whether the statement after it is reached."""
    from migrator.read.statements import run_block

    pending = len(frame.returned), len(frame.left_loop)
    falls, failed = _interruptible(reader, node.body, frame)
    imported = _imported_by(node.body, frame) if falls else {}
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
    for key, thing in state.heap.items():
        known = before.heap.get(key)
        changes = thing.changes + 1 if known is None else thing.changes - known.changes
        if changes > 1:
            state.spoil_object(key, _WHY)
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
    returned, left = pending
    for index, (value, state) in enumerate(frame.returned[returned:], returned):
        leaving = frame.fork()
        leaving.returned, leaving.state = [], state
        run_block(reader, body, leaving)
        frame.returned[index] = (value, leaving.state)
    for index, state in enumerate(frame.left_loop[left:], left):
        leaving = frame.fork()
        leaving.left_loop, leaving.state = [], state
        run_block(reader, body, leaving)
        frame.left_loop[index] = leaving.state
    return run_block(reader, body, frame)


def _is_import_guard(handler: ast.ExceptHandler) -> bool:
    return isinstance(handler.type, ast.Name) and handler.type.id in _IMPORT_ERRORS


def _imported_by(body: Sequence[ast.stmt], frame: Frame) -> dict[str, Abstract]:
    """What imports bound, which stands also where a fallback for a missing module is written."""
    names = [
        name
        for statement in body
        if isinstance(statement, ast.Import | ast.ImportFrom)
        for name in names_bound_by(statement)
    ]
    return {name: frame.state.names[name] for name in names if name in frame.state.names}


def within(reader: Reader, node: ast.With | ast.AsyncWith, frame: Frame) -> bool:
    """Run a `with` statement; returns whether the statement after it is reached."""
    from migrator.read.statements import run_block

    swallows = False
    waits = runs = False
    for item in node.items:
        value = reader.evaluate(item.context_expr, frame)
        entering, leaving = _others_run(reader, item.context_expr, value, frame)
        waits, runs = waits or entering, runs or leaving
        swallows = swallows or _may_swallow(reader, item.context_expr, value, frame)
        entered = _entered(reader, item.context_expr, value, frame)
        if item.optional_vars is not None:
            assignments.assign(reader, item.optional_vars, entered, frame)
    if waits and isinstance(node, ast.AsyncWith):
        reader.others_ran(frame, "other code may have run at an `async with`")
    if not swallows:
        falls = run_block(reader, node.body, frame)
    else:
        falls, failed = _interruptible(reader, node.body, frame)
        frame.state = join(frame.state, failed, None, _WHY) if falls else failed
        falls = True
    if runs or isinstance(node, ast.AsyncWith):
        reader.others_ran(frame, "the end of a `with` may run other code")
    return falls


def _others_run(reader: Reader, node: ast.expr, value: Abstract, frame: Frame) -> tuple[bool, bool]:
    """Whether other code may run where an `async with` begins, and where a `with` ends."""
    if isinstance(value, ClientRef):
        return False, False
    if isinstance(node, ast.Call):
        made_by = reader.evaluate(node.func, frame)
        if isinstance(made_by, ExternalRef) and made_by.name in _PASSIVE:
            return False, False
    return True, True


def _entered(reader: Reader, node: ast.expr, value: Abstract, frame: Frame) -> Abstract:
    if isinstance(value, InstanceRef):
        if reader.instances.returns_itself(value, ("__enter__", "__aenter__"), frame):
            return value
        reader.spoil(value, "its __enter__() ran", frame)
        return frame.unknown(node, "it is what __enter__() returns")
    if isinstance(value, ClientRef | PerRequest):
        return value
    return frame.unknown(node, "it is what a context manager returns")


def _may_swallow(reader: Reader, node: ast.expr, value: Abstract, frame: Frame) -> bool:
    if isinstance(value, ClientRef):
        return False
    if isinstance(value, InstanceRef):
        return not reader.instances.lets_through(value, frame)
    if isinstance(node, ast.Call):
        made_by = reader.evaluate(node.func, frame)
        if isinstance(made_by, FunctionRef | ClassRef):
            return True
        return last_name(node) not in _RAISING
    return "lock" not in last_name(node).lower() and "sem" not in last_name(node).lower()
