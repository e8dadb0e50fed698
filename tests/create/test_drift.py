"""`verify`: every way in which definitions, lock and API can disagree is told, and only those."""

from __future__ import annotations

import pytest

from migrator.create import runs
from migrator.create.api_key import ApiKey
from migrator.create.configuration import Difference
from migrator.create.drift import Drift
from migrator.model.errors import ApiError
from migrator.sandbox.settings import Fault, FaultKind
from tests.create.conftest import StartProject
from tests.create.project import Project, request, requests


def kinds(drifts: list[Drift]) -> list[tuple[str, str]]:
    return [(drift.key, drift.kind) for drift in drifts]


@pytest.mark.parametrize(
    "settings", [{"profile": "live"}, {"profile": "docs"}, {"agent_language": "name"}]
)
def test_what_was_just_created_agrees(start: StartProject, settings: dict[str, str]) -> None:
    project = start(**settings)
    project.create(requests(6))

    assert runs.verify(requests(6), **project.where()) == []


def test_each_kind_of_drift_is_told(project: Project) -> None:
    keys = ["changed", "gone", "outdated", "undefined", "channel"]
    project.create([request(key) for key in keys])
    ids = {key: agent.id for key, agent in project.locked().items()}
    project.call(
        "PATCH", f"/public/agents/{ids['changed']}", {"voiceId": "echo", "tags": {"a": "b"}}
    )
    project.call("DELETE", f"/public/agents/{ids['gone']}")
    project.call("PUT", f"/public/agents/{ids['channel']}/channels/webrtc", {"functions": []})
    wanted = [
        request("changed"),
        request("gone"),
        request("outdated", voiceId="echo"),
        request("new"),
        request("channel"),
    ]

    drifts = runs.verify(wanted, **project.where())

    assert kinds(drifts) == [
        ("changed", "changed"),
        ("channel", "changed"),
        ("gone", "missing"),
        ("new", "not-created"),
        ("outdated", "outdated"),
        ("undefined", "undefined"),
    ]
    assert drifts[0].differences == (
        Difference("voiceId", "alloy", "echo"),
        Difference("tags", None, {"a": "b"}),
    )
    assert drifts[1].differences == (Difference("webrtc.functions", None, []),)


def test_a_twin_is_found(project: Project) -> None:
    wanted = request("support")
    project.create([wanted])
    # As a POST does that lands after all.
    twin = project.call("POST", "/public/agents", {**wanted.body, "name": wanted.name})
    project.call("POST", "/public/agents", {**wanted.body, "name": wanted.name, "voiceId": "echo"})

    [drift] = runs.verify([wanted], **project.where())

    assert (drift.kind, drift.key, drift.id) == ("twin", "support", twin["id"])


def test_an_agent_that_cannot_be_read_does_not_hide_the_others(start: StartProject) -> None:
    broken = Fault(
        FaultKind.INTERNAL_ERROR, rate=1.0, methods=("GET",), paths=("/public/agents/*",)
    )
    project = start(faults=(broken,))
    project.create([request("one")])

    drifts = runs.verify([request("one"), request("two")], **project.where())

    assert kinds(drifts) == [("one", "unreachable"), ("two", "not-created")]


def test_an_api_that_refuses_is_an_error(project: Project) -> None:
    with pytest.raises(ApiError):
        runs.verify([request()], **project.where(api_key=ApiKey("wrong")))
