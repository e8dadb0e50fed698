"""Throughput of creation: the engine against a bare client loop, and against the server's latency.

    python -m tests.benchmarks.creating

For each concurrency the same agents are created by the engine and POSTed by a bare loop of the
same library, in turn, in one run; then both again with 200 ms of latency. At last the engine's
memory for 100 and for 10,000 agents.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import httpx

from migrator.create.agent_request import AgentRequest
from migrator.sandbox.settings import SandboxSettings
from tests.create.project import Project, request
from tests.sandbox.apart import sandbox_apart

KEY = "sandbox-key"
INSTRUCTIONS = "You are a patient assistant of a small shop. " * 8
OPEN = SandboxSettings(pace_seconds=None, concurrency_limit=None, agent_cap=None)


def wanted(count: int, prefix: str) -> list[AgentRequest]:
    settings = {"instructions": INSTRUCTIONS, "temperature": 0.7}
    return [request(f"{prefix}-{n}", providerSettings=settings) for n in range(count)]


def engine(base_url: str, requests: Sequence[AgentRequest], concurrency: int) -> float:
    """Agents a second of a whole run of the engine: lock, journal, listing and all."""
    with tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder), base_url, KEY)
        started = time.perf_counter()
        report = project.create(requests, concurrency=concurrency, on_event=lambda event: None)
        seconds = time.perf_counter() - started
    assert len(report.created) == len(requests), report
    return len(requests) / seconds


def bare(base_url: str, requests: Sequence[AgentRequest], concurrency: int, a_client: int) -> float:
    """Agents a second of a loop that does nothing but POST, `a_client` connections a client."""

    async def run() -> float:
        remaining = iter(requests)
        clients = [
            httpx.AsyncClient(
                base_url=base_url,
                headers={"X-Api-Key": KEY},
                limits=httpx.Limits(max_connections=a_client, max_keepalive_connections=a_client),
            )
            for _ in range(-(-concurrency // a_client))
        ]

        async def worker(client: httpx.AsyncClient) -> None:
            for each in remaining:
                answer = await client.post("/public/agents", json={"name": each.name, **each.body})
                answer.raise_for_status()
                answer.json()

        started = time.perf_counter()
        await asyncio.gather(*(worker(clients[n % len(clients)]) for n in range(concurrency)))
        seconds = time.perf_counter() - started
        for client in clients:
            await client.aclose()
        return len(requests) / seconds

    return asyncio.run(run())


if __name__ == "__main__":
    with sandbox_apart(OPEN) as url:
        for c in (8, 32):
            n = 600
            for r in range(2):
                b = bare(url, wanted(n, f"b{c}-{r}"), c, c)
                s = bare(url, wanted(n, f"s{c}-{r}"), c, 8)
                httpx.post(url + "/sandbox/reset")
                t = time.process_time()
                e = engine(url, wanted(n, f"e{c}-{r}"), c)
                print(
                    c,
                    f"bare {b:.0f} sharded {s:.0f} engine {e:.0f} {e / b:.2f} cpu/agent {(time.process_time() - t) / n * 1e6:.0f}us",
                )
                httpx.post(url + "/sandbox/reset")
