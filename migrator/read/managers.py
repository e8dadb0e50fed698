"""Context managers: what entering one gives, what leaving it does, and what it may hide."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from migrator.find.syntax import is_dotted_name, walk
from migrator.model.values import Known, PerRequest
from migrator.read import assignments, calls
from migrator.read.abstract import (
    Abstract,
    ClassRef,
    ClientRef,
    ExternalRef,
    FunctionRef,
    InstanceRef,
)
from migrator.read.arguments import Arguments, evaluated
from migrator.read.binding import bind
from migrator.read.frame import Frame
from migrator.read.module import last_name, own_nodes
from migrator.read.state import State

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from migrator.read.reader import Reader

_MAKERS = frozenset({"contextlib.contextmanager", "contextlib.asynccontextmanager"})
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


@dataclass(frozen=True, slots=True)
class Entered:
    """What entering a context manager gives.

    Other code may run where an `async with` begins (`waits`) and where a `with` ends (`runs`);
    `leave` is what is known to run there.
    """

    value: Abstract
    waits: bool = False
    runs: bool = False
    swallows: bool = False
    leave: Callable[[Frame], None] | None = None


def enter(reader: Reader, node: ast.expr, frame: Frame) -> Entered:
    """Enter what `node` stands for."""
    generated = _generated(reader, node, frame)
    if generated is not None:
        return generated
    value = reader.evaluate(node, frame)
    waits, runs = _others_run(reader, node, value, frame)
    swallows = _may_swallow(reader, node, value, frame)
    if isinstance(value, ClientRef | PerRequest):
        return Entered(value, waits, runs, swallows)
    if not isinstance(value, InstanceRef):
        unknown = frame.unknown(node, "it is what a context manager returns")
        return Entered(unknown, waits, runs, swallows)
    entered = _run(reader, value, ("__enter__", "__aenter__"), (), node, frame)
    if entered is None:
        reader.spoil(value, "its __enter__() ran", frame)
        entered = frame.unknown(node, "it is what __enter__() returns")

    def leave(leaving: Frame) -> None:
        error = PerRequest("error", "it is an exception, or None")
        _run(reader, value, ("__exit__", "__aexit__"), (error, error, error), node, leaving)

    return Entered(entered, waits, runs, swallows, leave)


def _run(
    reader: Reader,
    ref: InstanceRef,
    names: tuple[str, ...],
    given: tuple[Abstract, ...],
    node: ast.expr,
    frame: Frame,
) -> Abstract | None:
    """What the first of these methods that the class of an instance has returns."""
    for name in names:
        if reader.instances.has_method(ref, name, frame):
            called, place = _place(node, name)
            method = reader.instances.attribute(ref, called, frame)
            if not isinstance(method, FunctionRef):
                return None
            return calls.follow(reader, method, place, Arguments(given, {}, False), frame)
    return None


@lru_cache(8192)
def _place(node: ast.expr, name: str) -> tuple[ast.Attribute, ast.Call]:
    """A call that stands for what a `with` does where its manager is written."""
    called = ast.copy_location(ast.Attribute(node, name, ast.Load()), node)
    return called, ast.copy_location(ast.Call(called, [], []), node)


def _others_run(reader: Reader, node: ast.expr, value: Abstract, frame: Frame) -> tuple[bool, bool]:
    if isinstance(value, ClientRef):
        return False, False
    if isinstance(node, ast.Call):
        made_by = reader.evaluate(node.func, frame)
        if isinstance(made_by, ExternalRef) and made_by.name in _PASSIVE:
            return False, False
    return True, True


def _may_swallow(reader: Reader, node: ast.expr, value: Abstract, frame: Frame) -> bool:
    if isinstance(value, ClientRef):
        return False
    if isinstance(value, InstanceRef):
        return not _lets_through(reader, value, frame)
    if isinstance(node, ast.Call):
        made_by = reader.evaluate(node.func, frame)
        if isinstance(made_by, FunctionRef | ClassRef):
            return True
        return last_name(node) not in _RAISING
    return "lock" not in last_name(node).lower() and "sem" not in last_name(node).lower()


def _generated(reader: Reader, node: ast.expr, frame: Frame) -> Entered | None:
    """What a generator of the tree yields that is made a context manager, if it yields once.

    The part before the `yield` is run here, the part behind it when the `with` is left.
    """
    if not isinstance(node, ast.Call) or not is_dotted_name(node.func):
        return None
    target = reader.evaluate(node.func, frame)
    if not isinstance(target, FunctionRef) or not _is_plain(reader, target, frame):
        return None
    arguments = evaluated(reader, node, frame)
    bound = bind(reader, target, node, arguments, frame)
    found = _Parts()
    if bound is not None:
        reader.expose(frame)
        reader.calls.followed(node, target, bound.names, frame)
        inner = calls.entered(reader, target, bound, frame, (*frame.chain, node))
        reader.entered[(node, frame.chain)] = inner.activation()
        assert not isinstance(target.node, ast.Lambda)
        value = _yielded(reader, target.node.body, inner, found)
        frame.state.heap = inner.state.heap
        if value is not None:
            return Entered(value, found.waits, found.runs, found.swallows, found.left_in(inner))
    return _given_up(reader, target, node, arguments, frame)


def _given_up(
    reader: Reader, target: FunctionRef, node: ast.Call, arguments: Arguments, frame: Frame
) -> Entered:
    text = frame.module.code(node.func)
    reader.calls.lost(node, frame)
    held = target.closure.values() if target.closure is not None else ()
    for part in (*arguments.values(), target.receiver or PerRequest("", ""), *held):
        reader.spoil(part, f"it was passed to {text}()", frame)
    reader.others_ran(frame, f"{text}() may have changed it")
    return Entered(frame.unknown(node, f"it is what {text}() yields"), True, True, swallows=True)


@dataclass(slots=True)
class _Parts:
    """What surrounds the `yield` of a generator, as far as it was entered."""

    waits: bool = False
    runs: bool = False
    swallows: bool = False
    leaving: list[Callable[[Frame], None]] = field(default_factory=list)

    def left_in(self, inner: Frame) -> Callable[[Frame], None]:
        """Leaves in the generator's own frame, the innermost part first."""

        def leave(frame: Frame) -> None:
            names = dict(inner.state.names)
            state = frame.state.within(names)
            again = replace(inner, state=state, returned=[], left_loop=[])
            for each in reversed(self.leaving):
                each(again)
            frame.state.heap = again.state.heap

        return leave


def _yielded(
    reader: Reader, body: Sequence[ast.stmt], frame: Frame, found: _Parts
) -> Abstract | None:
    """Run a generator up to its `yield`; None when that is surely not reached."""
    from migrator.read.statements import run_block

    index = next(index for index, statement in enumerate(body) if _yields(statement))
    if not run_block(reader, body[:index], frame):
        return None
    _then(reader, body[index + 1 :], found)
    match body[index]:
        case ast.Expr(value=ast.Yield(value=value)):
            return reader.evaluate(value, frame) if value is not None else Known(None)
        case ast.With(items=items, body=inside) | ast.AsyncWith(items=items, body=inside):
            for item in items:
                entered = enter(reader, item.context_expr, frame)
                found.waits |= entered.waits
                found.runs |= entered.runs
                found.swallows |= entered.swallows
                if entered.leave is not None:
                    found.leaving.append(entered.leave)
                if item.optional_vars is not None:
                    assignments.assign(reader, item.optional_vars, entered.value, frame)
            if found.waits:
                reader.others_ran(frame, "other code may have run at an `async with`")
            return _yielded(reader, inside, frame, found)
        case ast.Try(body=inside, finalbody=last):
            _then(reader, last, found)
            return _yielded(reader, inside, frame, found)
    return None


def _then(reader: Reader, body: Sequence[ast.stmt], found: _Parts) -> None:
    from migrator.read.statements import run_block

    if body:
        found.leaving.append(lambda frame: _ignore(run_block(reader, body, frame)))


def _ignore(falls: bool) -> None:
    """Where the rest of a generator ends doesn't matter."""


def _is_plain(reader: Reader, target: FunctionRef, frame: Frame) -> bool:
    """Whether a function is a context manager's generator that yields once and catches nothing."""
    function = target.node
    if isinstance(function, ast.Lambda) or len(function.decorator_list) != 1 or target.doubt:
        return False
    live = frame.globals_now if target.path == frame.module.path else None
    module = reader.program.module(target.path)
    outside = Frame(module, State(), class_body=True, live=live)
    maker = reader.evaluate(function.decorator_list[0], outside)
    if not isinstance(maker, ExternalRef) or maker.name not in _MAKERS:
        return False
    if reader.program.wrapped.get(function) or calls.too_deep(reader, target, frame) is not None:
        return False
    return sum(map(_is_yield, own_nodes(function))) == 1 and _leads_to_yield(function.body)


def _leads_to_yield(body: Sequence[ast.stmt]) -> bool:
    """Whether the `yield` is reached along `with` and `try ... finally`, and no way leaves early."""
    index = next((index for index, statement in enumerate(body) if _yields(statement)), None)
    if index is None or any(map(_returns, body[index + 1 :])):
        return False
    match body[index]:
        case ast.Expr(value=ast.Yield()):
            return True
        case ast.With(body=inside) | ast.AsyncWith(body=inside):
            return _leads_to_yield(inside)
        case ast.Try(body=inside, handlers=[], orelse=[], finalbody=last):
            return not any(map(_returns, last)) and _leads_to_yield(inside)
    return False


def _is_yield(node: ast.AST) -> bool:
    return isinstance(node, ast.Yield | ast.YieldFrom)


def _yields(statement: ast.stmt) -> bool:
    return any(map(_is_yield, walk(statement)))


def _returns(statement: ast.stmt) -> bool:
    return any(isinstance(node, ast.Return) for node in walk(statement))


def _lets_through(reader: Reader, ref: InstanceRef, frame: Frame) -> bool:
    """Whether exceptions surely leave a `with` on the instance."""
    cls = reader.instances.class_of(ref, frame)
    found = (
        [reader.instances.lines.method(cls, n) for n in ("__exit__", "__aexit__")] if cls else []
    )
    methods = [method for method in found if method is not None]
    return bool(methods) and not any(
        isinstance(node, ast.Return) and node.value is not None
        for method in methods
        for node in walk(method)
    )
