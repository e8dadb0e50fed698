"""Runs of the real engine that are killed, in processes of their own, and resumed until all is done."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from migrator.create.exchange import Patience
from migrator.create.journal import Journal
from migrator.create.outcome import CreationReport, Event, OnEvent, ignore_event
from migrator.sandbox.settings import Fault, FaultKind, SandboxSettings
from tests.create.project import Project, requests

KEY = "sandbox-key"
MOST_RUNS = 20
# The share of lives that end at any moment since they began, the others at one of their work.
EARLY = 0.3
# What the issue names; a refused connection is met by the tests of the client.
INJECTED = (
    FaultKind.RATE_LIMITED,
    FaultKind.INTERNAL_ERROR,
    FaultKind.ERROR_AFTER_WORK,
    FaultKind.BAD_GATEWAY,
    FaultKind.SLOW,
    FaultKind.LOST_ANSWER,
    FaultKind.RESET,
    FaultKind.TRUNCATED,
)


@dataclass(frozen=True, slots=True)
class Ordeal:
    """What a run of runs goes through. `share` of all requests meet a fault."""

    agents: int
    kills: int
    share: float
    seed: int
    timeout: float
    latency: float

    @property
    def settings(self) -> SandboxSettings:
        """The server: no caps, every fault as likely as another."""
        return SandboxSettings(
            pace_seconds=None,
            concurrency_limit=None,
            agent_cap=None,
            latency_ms=self.latency * 1000,
            fault_seed=self.seed,
            faults=tuple(
                Fault(
                    kind,
                    # One after the other gets its chance, so what is left is shared out anew.
                    rate=self.share / len(INJECTED) / (1 - self.share * number / len(INJECTED)),
                    retry_after_seconds=0,
                    delay_seconds=self.timeout * 1.3,
                )
                for number, kind in enumerate(INJECTED)
            ),
        )

    @property
    def patience(self) -> Patience:
        """Short waits, so that many lives fit into a few minutes."""
        return Patience(timeout=self.timeout, attempts=8, first_wait=0.02, longest_wait=0.2)

    @property
    def longest_preparation(self) -> float:
        """Seconds until all that is there is listed, open intents outwaited."""
        return self.timeout + self.latency * (2 + self.agents / 100) / (1 - self.share)

    @property
    def longest_work(self) -> float:
        """Seconds after that, so that all lives together have about enough to do."""
        return 2 * self.agents * 2.2 * self.latency / 3 / max(1, self.kills * (1 - EARLY))


@dataclass(slots=True)
class Lives:
    """How the lives ended. `killed_in` counts what the killed ones left behind."""

    killed: int = 0
    ended: int = 0
    killed_in: Counter[str] = field(default_factory=Counter)
    last: CreationReport | None = None


def live_through(ordeal: Ordeal, project: Project) -> Lives:
    """Kills `ordeal.kills` runs at random moments, then lets runs end until one has nothing left."""
    chance = random.Random(ordeal.seed)
    lives = Lives()
    while lives.killed < ordeal.kills:
        open_before = _open_intents(project.root, project.base_url)
        is_early = chance.random() < EARLY
        longest = ordeal.longest_preparation if is_early else ordeal.longest_work
        if _killed(chance.uniform(0.0, longest), ordeal, project, at_work=not is_early):
            lives.killed += 1
            lives.killed_in[_what_is_left(project, open_before)] += 1
        else:
            lives.ended += 1
    for _ in range(MOST_RUNS):
        lives.last = _create(ordeal, project)
        lives.ended += 1
        if len(lives.last.ids) == ordeal.agents:
            break
    return lives


def _killed(seconds: float, ordeal: Ordeal, project: Project, *, at_work: bool) -> bool:
    """Whether a new run was still there so long after it began, or after it had listed the agents.

    Then it is dead.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            _create(ordeal, project, lambda event: _tell(writing, event))
        finally:
            os._exit(0)
    os.close(writing)
    if at_work:
        os.read(reading, 1)
    os.close(reading)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if os.waitpid(child, os.WNOHANG)[0]:
            return False
        time.sleep(0.001)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _tell(writing: int, event: Event) -> None:
    if event.kind == "listed":
        with contextlib.suppress(OSError):
            os.write(writing, b".")


def _create(ordeal: Ordeal, project: Project, on_event: OnEvent = ignore_event) -> CreationReport:
    return project.create(requests(ordeal.agents), patience=ordeal.patience, on_event=on_event)


def _open_intents(root: Path, base_url: str) -> set[str]:
    return {intent.intent for intent in Journal(root).open_intents("default", base_url)}


def _what_is_left(project: Project, open_before: set[str]) -> str:
    left = _open_intents(project.root, project.base_url)
    if left - open_before:
        return "while agents were created"
    return "while open intents were settled" if left else "before or after"
