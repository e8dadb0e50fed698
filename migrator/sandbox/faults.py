"""Faults: which request is hit, and what then happens on the wire.

Connections are really cut: the server puts `CUT` into the scope of each request.
"""

from __future__ import annotations

import asyncio
import fnmatch
import random
from collections.abc import Callable, Sequence
from email.utils import formatdate
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse, JSONResponse, Response

from migrator.sandbox.errors import ApiError, plain, rate_limited
from migrator.sandbox.settings import Fault, FaultKind, Profile

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

CUT = "sandbox.cut"
LOG_ENTRY = "sandbox.log-entry"


class FaultPicker:
    """Decides by count and seeded chance, so that a run can be repeated."""

    def __init__(self, faults: Sequence[Fault], seed: int) -> None:
        self._faults = tuple(faults)
        self._seed = seed
        self.reset()

    def reset(self) -> None:
        """Start counting and drawing anew."""
        self._chance = random.Random(self._seed)  # noqa: S311 - repeatable, guards nothing
        self._matched = [0] * len(self._faults)

    def pick(self, method: str, path: str) -> Fault | None:
        """The fault that hits this request, or None."""
        hit = None
        for number, fault in enumerate(self._faults):
            if fault.methods and method not in fault.methods:
                continue
            if not any(fnmatch.fnmatchcase(path, pattern) for pattern in fault.paths):
                continue
            self._matched[number] += 1
            turn = self._matched[number] - fault.after
            struck = turn > 0 and (turn <= fault.first or self._chance.random() < fault.rate)
            if struck and hit is None:
                hit = fault
        return hit


class FaultMiddleware:
    """Answers in the application's stead, or spoils its answer, when a fault hits."""

    def __init__(
        self, app: ASGIApp, picker: FaultPicker, profile: Profile, clock: Callable[[], float]
    ) -> None:
        self._app = app
        self._picker = picker
        self._profile = profile
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or strike."""
        fault = None
        if scope["type"] == "http":
            fault = self._picker.pick(scope["method"], scope["path"])
        if fault is None:
            await self._app(scope, receive, send)
            return
        if LOG_ENTRY in scope:
            scope[LOG_ENTRY].fault = fault.kind.value
        match fault.kind:
            case FaultKind.RESET:
                await _cut(scope, receive)
            case FaultKind.LOST_ANSWER:
                await self._app(scope, receive, _discard)
                await _cut(scope, receive)
            case FaultKind.TRUNCATED:
                await self._app(scope, receive, _Truncating(send))
                await _cut(scope, receive, flush=True)
            case FaultKind.SLOW:
                await self._app(scope, receive, _Delaying(send, fault.delay_seconds))
            case FaultKind.ERROR_AFTER_WORK:
                await self._app(scope, receive, _discard)
                await self._refusal(fault)(scope, receive, send)
            case FaultKind.LATE:
                await self._app(scope, await _received(receive, fault.delay_seconds), send)
            case _:
                await self._refusal(fault)(scope, receive, send)

    def _refusal(self, fault: Fault) -> Response:
        if fault.kind is FaultKind.BAD_GATEWAY:
            return HTMLResponse("<html><h1>502 Bad Gateway</h1></html>", 502)
        error: ApiError
        if fault.kind is FaultKind.RATE_LIMITED:
            wait = fault.retry_after_seconds
            when = formatdate(self._clock() + wait, usegmt=True)
            error = rate_limited(when if fault.retry_after_as_date else str(wait))
        else:
            error = plain(503 if fault.kind is FaultKind.UNAVAILABLE else 500)
        return JSONResponse(error.body(self._profile), error.status, dict(error.headers))


class _Delaying:
    """Holds the answer back when the work is done."""

    def __init__(self, send: Send, seconds: float) -> None:
        self._send = send
        self._seconds = seconds

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await asyncio.sleep(self._seconds)
        await self._send(message)


class _Truncating:
    """Sends the head with the full length, then half of the body, and no end."""

    def __init__(self, send: Send) -> None:
        self._send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.body":
            body: bytes = message.get("body", b"")
            message = {**message, "body": body[: len(body) // 2], "more_body": True}
        await self._send(message)


async def _received(receive: Receive, seconds: float) -> Receive:
    """What the client sends, taken in at once and handed on after that time."""
    messages = [await receive()]
    while messages[-1].get("more_body"):
        messages.append(await receive())
    await asyncio.sleep(seconds)

    async def handed_on() -> Message:
        return messages.pop(0) if messages else await receive()

    return handed_on


async def _discard(message: Message) -> None:
    del message


async def _cut(scope: Scope, receive: Receive, *, flush: bool = False) -> None:
    """Cut the connection and wait until the server has noticed, so that it stays silent."""
    cut: Callable[[bool], None] = scope[CUT]
    cut(flush)
    while (await receive())["type"] != "http.disconnect":
        pass
