"""Faults on the creation of agents, Ctrl-C at a moment, and what must hold in the end."""

from __future__ import annotations

import signal
from typing import Any

from migrator.create.outcome import Event, OnEvent
from migrator.sandbox.settings import Fault, FaultKind
from tests.create.project import Project, requests


def on_posts(kind: FaultKind, **shape: Any) -> Fault:  # noqa: ANN401
    return Fault(kind, methods=("POST",), paths=("/public/agents",), **shape)


def interrupt_at(kind: str, done: int = 0) -> OnEvent:
    """Presses Ctrl-C when that event comes."""

    def watch(event: Event) -> None:
        if event.kind == kind and event.done == done:
            signal.raise_signal(signal.SIGINT)

    return watch


def assert_all_there_once(project: Project, count: int) -> None:
    """Every agent exists once, as asked for, and is the one in the lock."""
    agents = project.agents()
    assert len(agents) == count
    locked = project.locked()
    assert {agent["id"] for agent in agents} == {entry.id for entry in locked.values()}
    shown = {agent["name"]: agent for agent in agents}
    for wanted in requests(count):
        assert shown[wanted.name]["providerSettings"] == wanted.body["providerSettings"]
        assert shown[wanted.name]["channels"] == list(wanted.channels)
