"""Concurrency adapts: slow start, half on push-back, never above the ceiling."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from migrator.create.pace import Pace


def run(work: Callable[[Pace, list[float]], Awaitable[None]], ceiling: int = 8) -> list[float]:
    slept: list[float] = []

    async def main() -> None:
        async def sleep(seconds: float) -> None:
            slept.append(seconds)

        await work(Pace(ceiling, sleep), slept)

    asyncio.run(main())
    return slept


async def answered(pace: Pace, count: int) -> None:
    for _ in range(count):
        async with pace.slot():
            pace.succeeded()


def test_it_starts_slowly_and_ends_at_the_ceiling() -> None:
    async def work(pace: Pace, slept: list[float]) -> None:
        assert pace.limit == 4
        await answered(pace, 2)
        assert pace.limit == 6
        await answered(pace, 100)
        assert pace.limit == 8

    run(work)


def test_those_in_flight_together_halve_it_once() -> None:
    async def work(pace: Pace, slept: list[float]) -> None:
        await answered(pace, 10)
        async with pace.slot() as one, pace.slot() as two:
            pace.pushed_back(one)
            pace.pushed_back(two)
        assert pace.limit == 4
        async with pace.slot() as three:
            pace.pushed_back(three)
        assert pace.limit == 2
        await answered(pace, 4)
        assert pace.limit == 3

    run(work)


def test_it_never_falls_below_one() -> None:
    async def work(pace: Pace, slept: list[float]) -> None:
        for _ in range(5):
            async with pace.slot() as slot:
                pace.pushed_back(slot)
        assert pace.limit == 1

    run(work)


def test_no_more_are_in_flight_than_the_limit_says() -> None:
    async def work(pace: Pace, slept: list[float]) -> None:
        together = most = 0

        async def one() -> None:
            nonlocal together, most
            async with pace.slot():
                together += 1
                most = max(most, together)
                await asyncio.sleep(0)
                together -= 1

        await asyncio.gather(*(one() for _ in range(20)))
        assert most == 4

    run(work)


def test_a_pause_holds_the_next_request() -> None:
    async def work(pace: Pace, slept: list[float]) -> None:
        async with pace.slot() as slot:
            pace.pushed_back(slot, pause=30.0)
        async with pace.slot():
            pass

    [seconds] = run(work)
    assert 29 < seconds <= 30


def test_many_start_with_a_quarter() -> None:
    async def work(pace: Pace, slept: list[float]) -> None:
        assert pace.limit == 16

    run(work, ceiling=64)


def test_a_rate_keeps_requests_apart() -> None:
    async def main() -> float:
        pace = Pace(8, asyncio.sleep, rate=50)
        started = asyncio.get_running_loop().time()
        await asyncio.gather(*(answered(pace, 2) for _ in range(5)))
        return asyncio.get_running_loop().time() - started

    assert asyncio.run(main()) >= 9 / 50


def test_a_wait_that_is_cut_short_sends_nothing() -> None:
    async def work(pace: Pace, slept: list[float]) -> None:
        async with pace.slot() as slot:
            pace.pushed_back(slot, pause=30.0)
        async with pace.slot() as cut:
            assert cut.cut_short

    run(work)
