"""How many requests may be in flight: slow start, half on push-back, a pause when asked for one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

_FIRST_LIMIT = 2.0


@dataclass(frozen=True, slots=True)
class Slot:
    """Leave for one request. `epoch` tells which limit it was sent under."""

    epoch: int


class Pace:
    """Grows from two in flight to `ceiling`: doubling at first, slowly after a push-back.

    Requests sent before a halving don't halve again: they all met the same wall.
    """

    def __init__(self, ceiling: int, sleep: Callable[[float], Awaitable[None]]) -> None:
        self._ceiling = float(max(1, ceiling))
        self._limit = min(_FIRST_LIMIT, self._ceiling)
        self._doubling_below = self._ceiling
        self._running = 0
        self._epoch = 0
        self._paused_until = 0.0
        self._freed = asyncio.Condition()
        self._sleep = sleep

    @property
    def limit(self) -> int:
        """How many may be in flight now."""
        return int(self._limit)

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[Slot]:
        """Waits for leave to send one request and holds it."""
        async with self._freed:
            await self._freed.wait_for(lambda: self._running < self.limit)
            self._running += 1
        try:
            if (left := self._paused_until - asyncio.get_running_loop().time()) > 0:
                await self._sleep(left)
            yield Slot(self._epoch)
        finally:
            self._running -= 1
            async with self._freed:
                self._freed.notify(2)

    def succeeded(self) -> None:
        """An answer came: a little more may be in flight."""
        step = 1.0 if self._limit < self._doubling_below else 1.0 / self._limit
        self._limit = min(self._ceiling, self._limit + step)

    def pushed_back(self, slot: Slot, pause: float | None = None) -> None:
        """A 429 or 5xx came: half as many, and none at all for `pause` seconds."""
        if pause:
            now = asyncio.get_running_loop().time()
            self._paused_until = max(self._paused_until, now + pause)
        if slot.epoch == self._epoch:
            self._epoch += 1
            self._limit = max(1.0, self._limit / 2)
            self._doubling_below = self._limit
