"""Ctrl-C once, twice, and a termination: what is in flight is finished or left to be resumed."""

from __future__ import annotations

import signal

import pytest

from migrator.create.journal import Journal
from migrator.create.outcome import Event
from migrator.model.errors import Interrupted
from tests.create.conftest import StartProject
from tests.create.failing import assert_all_there_once, interrupt_at
from tests.create.project import requests


def test_interrupted_once_finishes_what_is_in_flight(start: StartProject) -> None:
    project = start(latency_ms=100)

    report = project.create(requests(30), concurrency=4, on_event=interrupt_at("created", done=3))

    assert report.interrupted
    assert 3 <= len(report.created) <= 10
    assert len(report.created) + len(report.pending) == 30
    assert {agent["id"] for agent in project.agents()} == {
        entry.id for entry in project.locked().values()
    }
    project.create(requests(30))
    assert_all_there_once(project, 30)


def test_interrupted_twice_ends_at_once_and_is_resumed(start: StartProject) -> None:
    project = start(latency_ms=100)
    told: list[str] = []

    def impatient(event: Event) -> None:
        told.append(event.kind)
        if event.kind == "created" and event.done == 3:
            signal.raise_signal(signal.SIGINT)
        if event.kind == "interrupted":
            signal.raise_signal(signal.SIGINT)

    with pytest.raises(Interrupted, match="resume"):
        project.create(requests(30), concurrency=4, on_event=impatient)

    assert told[-1] == "interrupted"
    assert len(project.create(requests(30)).ids) == 30
    assert_all_there_once(project, 30)


def test_a_termination_finishes_what_is_in_flight_too(start: StartProject) -> None:
    project = start(latency_ms=50)

    def terminated(event: Event) -> None:
        if event.kind == "created" and event.done == 2:
            signal.raise_signal(signal.SIGTERM)

    report = project.create(requests(20), concurrency=4, on_event=terminated)

    assert report.interrupted
    assert Journal(project.root).open_intents("default", project.base_url) == []
    assert {agent["id"] for agent in project.agents()} == {
        entry.id for entry in project.locked().values()
    }
