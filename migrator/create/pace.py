"""How many requests may be in flight, and how fast: slow start, half on push-back, pauses, a rate."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

_LEAST_FIRST = 4.0
_FIRST_SHARE = 0.25
# Sleeping ends a little early by the loop's own clock.
_EARLY = 0.05


class Pace:
    """Grows from a quarter of `ceiling` in flight to all of it: doubling, after a push-back slowly.

    Requests sent before a halving don't halve again: they all met the same wall. With a `rate`, no
    more than so many a second are sent. `sleep` may return early, when the run is stopping.
    """

    def __init__(
        self, ceiling: int, sleep: Callable[[float], Awaitable[None]], rate: float | None = None
    ) -> None:
        self._ceiling = float(max(1, ceiling))
        self._limit = min(max(_LEAST_FIRST, _FIRST_SHARE * self._ceiling), self._ceiling)
        self._doubling_below = self._ceiling
        self._running = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self.epoch = 0
        self._paused_until = 0.0
        self._gap = 1.0 / rate if rate else 0.0
        self._next_at = 0.0
        self._sleep = sleep

    @property
    def limit(self) -> int:
        """How many may be in flight now."""
        return int(self._limit)

    def slot(self) -> Slot:
        """Leave for one request, to be entered: that waits, and holds it."""
        return Slot(self)

    def succeeded(self) -> None:
        """An answer came: a little more may be in flight."""
        step = 1.0 if self._limit < self._doubling_below else 1.0 / self._limit
        self._limit = min(self._ceiling, self._limit + step)

    def pushed_back(self, slot: Slot, pause: float | None = None) -> None:
        """A 429 or 5xx came: half as many, and none at all for `pause` seconds."""
        if pause:
            now = asyncio.get_running_loop().time()
            self._paused_until = max(self._paused_until, now + pause)
        if slot.epoch == self.epoch:
            self.epoch += 1
            self._limit = max(1.0, self._limit / 2)
            self._doubling_below = self._limit

    async def take(self) -> bool:
        """Waits for leave, to be given back; returns whether it was waited for to the end."""
        if self._running < self.limit and not self._waiting:
            self._running += 1
        else:
            await self._queued()
        try:
            return await self._in_time()
        except BaseException:
            self.give()
            raise

    def give(self) -> None:
        """A request has ended: whoever waits longest may send."""
        self._running -= 1
        while self._waiting and self._running < self.limit:
            waiting = self._waiting.popleft()
            if not waiting.done():
                self._running += 1
                waiting.set_result(None)

    async def _queued(self) -> None:
        leave: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(leave)
        try:
            await leave
        except asyncio.CancelledError:
            if leave.done() and not leave.cancelled():
                self.give()
            raise

    async def _in_time(self) -> bool:
        now = asyncio.get_running_loop().time
        turn = 0.0
        if self._gap:
            turn = max(now(), self._next_at)
            self._next_at = turn + self._gap
        while (left := max(turn, self._paused_until) - now()) > 0:
            # A pause may become longer meanwhile.
            until = max(turn, self._paused_until)
            await self._sleep(left)
            if now() < until - _EARLY:
                return False
        return True


class Slot:
    """Leave for one request. `epoch` tells which limit it was sent under.

    `cut_short` is that the wait for it was: the request is not to be sent.
    """

    __slots__ = ("_pace", "cut_short", "epoch")

    def __init__(self, pace: Pace) -> None:
        self._pace, self.epoch, self.cut_short = pace, 0, False

    async def __aenter__(self) -> Slot:
        """Waits for leave."""
        self.cut_short = not await self._pace.take()
        self.epoch = self._pace.epoch
        return self

    async def __aexit__(self, *ended: object) -> None:
        """Lets the next one send."""
        self._pace.give()
