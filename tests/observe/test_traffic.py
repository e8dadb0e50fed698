"""What the Sessions API shows: through which agent, or with which configuration of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from migrator.observe.traffic import Traffic, observe
from migrator.sandbox.embedded import running
from migrator.sandbox.settings import SandboxSettings
from tests.create.project import Project, request
from tests.create.scripted_api import Answer, scripted_api

SUPPORT = request("support", functions=["fn_refund"])
PHONE = request("phone", channels={"websocket": {"functions": ["fn_refund"]}})
DAY = 86_400.0


@pytest.fixture
def clock() -> list[float]:
    return [time.time()]


@pytest.fixture
def project(tmp_path: Path, clock: list[float]) -> Iterator[Project]:
    """A project with two agents, whose API's sessions are opened at the time of `clock`."""
    settings = SandboxSettings(pace_seconds=None, concurrency_limit=None)
    with running(settings, clock=lambda: clock[0]) as sandbox:
        made = Project(tmp_path, sandbox.base_url, sandbox.api_key)
        made.create([SUPPORT, PHONE])
        yield made


def open_through(project: Project, key: str) -> None:
    path = f"/public/agents/{project.locked()[key].id}/connections"
    project.call("POST", path, {"channelType": "webrtc"})


def open_per_session(project: Project, endpoint: str = "connections", **body: Any) -> None:  # noqa: ANN401
    whole = {"companionId": "comp_support", "providerConfig": {"voiceId": "sage"}, **body}
    project.call("POST", f"/public/{endpoint}", whole)


def seen(project: Project, days: float = 7) -> Traffic:
    return observe([SUPPORT, PHONE], days=days, **project.where())


def test_sessions_through_agents_are_counted_by_agent(project: Project) -> None:
    for key in ("support", "support", "phone"):
        open_through(project, key)
    other = project.call("POST", "/public/agents", {**SUPPORT.body, "name": "Other"})
    path = f"/public/agents/{other['id']}/connections"
    project.call("POST", path, {"channelType": "webrtc"})

    traffic = seen(project)

    assert traffic.through_agents == {"support": 2, "phone": 1}
    assert traffic.through_others == {other["id"]: 1}
    assert traffic.has_moved


def test_per_session_traffic_names_the_agents_that_may_stand_for_it(project: Project) -> None:
    open_per_session(project, functions=["fn_refund"], externalClientId="ann")
    open_per_session(project, functions=["fn_refund"], externalClientId="bob")
    open_per_session(project, "ws-connections", functions=["fn_refund"])
    open_per_session(project, "ws-connections")
    open_per_session(project, companionId="comp_sales")

    traffic = seen(project)

    found = {
        (group.channel, group.shown["companionId"], bool(group.shown["functions"])): (
            group.sessions,
            group.agents,
        )
        for group in traffic.per_session
    }
    assert found == {
        ("webrtc", "comp_support", True): (2, ("support",)),
        ("websocket", "comp_support", True): (1, ("support", "phone")),
        ("websocket", "comp_support", False): (1, ()),
        ("webrtc", "comp_sales", False): (1, ()),
    }
    assert not traffic.has_moved


def test_only_the_last_days_are_looked_at(project: Project, clock: list[float]) -> None:
    clock[0] -= 3 * DAY
    open_per_session(project)
    clock[0] += 3 * DAY
    open_through(project, "support")

    assert seen(project, days=2).has_moved
    assert not seen(project, days=4).has_moved


@pytest.mark.parametrize(
    "created", [None, "2100-01-01T00:00:00Z", 4_102_444_800, 4_102_444_800_000, "soon", 10**400]
)
def test_a_moment_in_any_form_is_understood_and_one_in_none_counts(
    tmp_path: Path, created: object
) -> None:
    session = {"id": "s", "agent": None, "companionId": "c", "createdAt": created, "status": []}
    with scripted_api({"GET /public/sessions": [Answer(200, [session])]}) as api:
        traffic = observe([], days=1, **Project(tmp_path, api.base_url, "key").where())

    [group] = traffic.per_session
    assert (group.sessions, group.shown["companionId"]) == (1, "c")
