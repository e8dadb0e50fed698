"""Runs of this stage for callers that are not asynchronous: one function a run.

Those that change something hold the project's `.migrator/` and write the lock whatever happens.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar, Unpack

from migrator.create import deletion, drift, updates
from migrator.create import preflight as looking_ahead
from migrator.create.agent_request import AgentRequest
from migrator.create.deletion import DeletionReport
from migrator.create.drift import Drift
from migrator.create.engine import INTERRUPTED, Engine
from migrator.create.outcome import CreationReport, Event
from migrator.create.preflight import Preflight
from migrator.create.workplace import Where, Workplace, reading_place, working_place
from migrator.model.errors import Interrupted

Result = TypeVar("Result")


def create(requests: Sequence[AgentRequest], **where: Unpack[Where]) -> CreationReport:
    """Sees to it that every request's agent exists once.

    Ctrl-C finishes what is in flight and returns; a second one raises Interrupted. Either way,
    and after any failure, the same call resumes. Raises InputError (LockError among them) when
    lock, journal, key or address are of no use or the disk refuses; what the API refuses is in
    the report.
    """

    async def work(place: Workplace) -> CreationReport:
        engine = Engine(place)
        with _on_first_interrupt(engine.interrupt):
            return await engine.create(requests)

    return _changing(work, where)


def update(requests: Sequence[AgentRequest], **where: Unpack[Where]) -> CreationReport:
    """Changes agents of ours to what `requests` say now; show `preflight(...).changes` first.

    Interrupts and errors as in `create`.
    """

    async def work(place: Workplace) -> CreationReport:
        with _on_first_interrupt(lambda: _stop(place)):
            report = await updates.update(place, requests)
        report.interrupted = bool(report.pending) and report.stopped is None
        return report

    return _changing(work, where)


def delete_created(
    requests: Sequence[AgentRequest],
    *,
    only: Sequence[str] | None = None,
    **where: Unpack[Where],
) -> DeletionReport:
    """Deletes agents of ours that nobody changed and no session used. See `deletion`.

    Interrupts as in `create`. Raises InputError as `create` does, and ApiError when the agents or
    sessions can't be read.
    """

    async def work(place: Workplace) -> DeletionReport:
        with _on_first_interrupt(lambda: _stop(place)):
            return await deletion.delete_created(place, requests, only=only)

    return _changing(work, where)


def preflight(requests: Sequence[AgentRequest], **where: Unpack[Where]) -> Preflight:
    """What `create` would find and do; changes nothing. Raises InputError and ApiError."""
    return looking(lambda place: looking_ahead.preflight(place, requests), where)


def verify(requests: Sequence[AgentRequest], **where: Unpack[Where]) -> list[Drift]:
    """Where definitions, lock and API disagree. Raises InputError and ApiError."""
    return looking(lambda place: drift.verify(place, requests), where)


def _changing(work: Callable[[Workplace], Awaitable[Result]], where: Where) -> Result:
    async def run() -> Result:
        async with working_place(**where) as place:
            return await work(place)

    return _ended(run())


def looking(work: Callable[[Workplace], Awaitable[Result]], where: Where) -> Result:
    """What `work` finds at a workplace that changes nothing. Raises InputError and ApiError."""

    async def run() -> Result:
        async with reading_place(**where) as place:
            return await work(place)

    return _ended(run())


def _ended(run: Coroutine[object, object, Result]) -> Result:
    try:
        return asyncio.run(run)
    except KeyboardInterrupt:
        raise Interrupted("Stopped. Run this again to resume.") from None


def _stop(place: Workplace) -> None:
    place.client.stopping.set()
    place.on_event(Event("interrupted", detail=INTERRUPTED))


@contextmanager
def _on_first_interrupt(stop: Callable[[], None]) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    handled: list[signal.Signals] = []

    def let_go() -> None:
        while handled:
            loop.remove_signal_handler(handled.pop())

    def interrupted() -> None:
        # The next Ctrl-C then does what it usually does.
        let_go()
        stop()

    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, interrupted)
            handled.append(number)
    except (NotImplementedError, RuntimeError, ValueError):
        # Not the main thread, or a system without signal handlers in loops.
        yield
        return
    try:
        yield
    finally:
        let_go()
