"""Throughput of creation: the engine against a bare client loop, and against the server's latency.

    python -m tests.benchmarks.creating [--rounds 5]

At each concurrency the same agents are created by the engine and POSTed by a bare loop of the same
library, in turn, in one run; then the engine alone against a server that takes 200 ms. At last the
memory of the engine for 100 and for 10,000 agents.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import httpx

from migrator.create.agent_request import AgentRequest
from migrator.sandbox.settings import SandboxSettings
from tests.create.project import Project, request
from tests.sandbox.apart import sandbox_apart

KEY = "sandbox-key"
INSTRUCTIONS = "You are a patient assistant of a small shop. " * 8
OPEN = SandboxSettings(pace_seconds=None, concurrency_limit=None, agent_cap=None)
SLOW = SandboxSettings(pace_seconds=None, concurrency_limit=None, agent_cap=None, latency_ms=200)
CONCURRENCIES = (8, 32, 64)
ROUND_TRIPS = 60


def wanted(count: int) -> list[AgentRequest]:
    """Distinct agents with bodies of 0.6 KB and nothing to set on a channel."""
    settings = {"instructions": INSTRUCTIONS, "temperature": 0.7}
    return [request(f"agent-{n}", providerSettings=settings) for n in range(count)]


def engine(base_url: str, requests: Sequence[AgentRequest], concurrency: int) -> float:
    """Agents a second of a whole run of the engine: lock, journal, listing and all."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder), base_url, KEY)
        started = time.perf_counter()
        report = project.create(requests, concurrency=concurrency, on_event=lambda event: None)
        seconds = time.perf_counter() - started
    assert len(report.created) == len(requests), report
    return len(requests) / seconds


def bare(base_url: str, requests: Sequence[AgentRequest], concurrency: int) -> float:
    """Agents a second of a loop of one client that does nothing but POST."""

    async def run() -> float:
        remaining = iter(requests)
        limits = httpx.Limits(max_connections=concurrency, max_keepalive_connections=concurrency)
        headers = {"X-Api-Key": KEY}
        started = time.perf_counter()
        async with httpx.AsyncClient(base_url=base_url, headers=headers, limits=limits) as client:

            async def worker() -> None:
                for each in remaining:
                    body = {"name": each.name, **each.body}
                    answer = await client.post("/public/agents", json=body, timeout=60)
                    answer.raise_for_status()
                    answer.json()

            await asyncio.gather(*(worker() for _ in range(concurrency)))
        return len(requests) / (time.perf_counter() - started)

    return asyncio.run(run())


def against_a_bare_loop(rounds: int, count: int) -> None:
    """Prints both rates and their ratio, the median of the rounds, and each one's own work."""
    print("agents/s               bare loop   engine    ratio   CPU us an agent: loop, engine")
    with sandbox_apart(OPEN) as base_url:
        for concurrency in CONCURRENCIES:
            found = [_pair(base_url, count, concurrency) for _ in range(rounds)]
            loop, own, loops_work, own_work = map(statistics.median, zip(*found, strict=True))
            ratio = statistics.median(each[1] / each[0] for each in found)
            print(
                f"concurrency {concurrency:<10}{loop:>10.0f}{own:>9.0f}{ratio:>9.2f}"
                f"{loops_work:>25.0f}{own_work:>8.0f}"
            )


def _pair(base_url: str, count: int, concurrency: int) -> tuple[float, float, float, float]:
    rates, work = [], []
    for run in (bare, engine):
        httpx.post(f"{base_url}/sandbox/reset", timeout=60).raise_for_status()
        requests = wanted(count)
        started = time.process_time()
        rates.append(run(base_url, requests, concurrency))
        work.append((time.process_time() - started) / count * 1e6)
    return rates[0], rates[1], work[0], work[1]


def against_latency() -> None:
    """Prints the engine's rate and its share of what the latency allows."""
    print("agents/s at 200 ms       allowed   engine    share")
    for concurrency in CONCURRENCIES:
        with sandbox_apart(SLOW) as base_url:
            allowed = concurrency / 0.2
            rate = engine(base_url, wanted(ROUND_TRIPS * concurrency), concurrency)
        print(f"concurrency {concurrency:<10}{allowed:>10.0f}{rate:>9.1f}{rate / allowed:>9.2f}")


def memory() -> None:
    """Prints what a run adds to the memory of a process that holds the requests already."""
    print("memory, MiB             requests      run")
    for count in (100, 10_000):
        with sandbox_apart(OPEN) as base_url:
            held, grown = _in_a_child(lambda count=count, url=base_url: _memory_of(url, count))
        print(f"{count:<21,} agents {held:>4.1f}{grown:>9.1f}")


def _memory_of(base_url: str, count: int) -> tuple[float, float]:
    engine(base_url, [request("first")], 8)
    before = _resident()
    requests = wanted(count)
    held = _resident()
    engine(base_url, requests, 8)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return held - before, max(0.0, peak - held)


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _in_a_child(work: Callable[[], tuple[float, float]]) -> tuple[float, float]:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, " ".join(map(str, work())).encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        held, grown = map(float, pipe.read().split())
    return held, grown


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.creating")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--agents", type=int, default=1000)
    arguments = parser.parse_args()
    against_a_bare_loop(arguments.rounds, arguments.agents)
    against_latency()
    memory()


if __name__ == "__main__":
    main()
