"""The same work on many items, some at a time, without a task for each."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

Item = TypeVar("Item")


async def for_each(
    items: Iterable[Item],
    work: Callable[[Item], Awaitable[None]],
    *,
    workers: int,
    stopping: asyncio.Event,
) -> list[Item]:
    """Runs `work` on the items, in order, `workers` at a time; returns those never begun.

    Once `stopping` is set no more are begun. What `work` raises does the same, and is raised when
    all that was begun has ended.
    """
    remaining = iter(items)

    async def worker() -> None:
        while not stopping.is_set():
            try:
                item = next(remaining)
            except StopIteration:
                return
            try:
                await work(item)
            except BaseException:
                stopping.set()
                raise

    ended = await asyncio.gather(*(worker() for _ in range(workers)), return_exceptions=True)
    for outcome in ended:
        if isinstance(outcome, BaseException):
            raise outcome
    return list(remaining)
