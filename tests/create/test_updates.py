"""A changed definition of an agent of ours: shown first, then patched whole, then checked."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from migrator.create import runs
from migrator.create.client import ApiClient
from migrator.create.configuration import Difference
from migrator.model.json_types import Json, JsonObject
from tests.create.conftest import StartProject
from tests.create.project import Project, request


def test_a_preflight_shows_what_an_update_would_change(project: Project) -> None:
    project.create([request("support", functions=["fn_refund"]), request("same")])
    before = project.agents()
    wanted = [request("support", voiceId="echo", name="Desk"), request("same")]

    found = runs.preflight(wanted, **project.where())

    [change] = found.changes
    assert (change.key, change.id) == ("support", project.locked()["support"].id)
    assert change.agent == (
        Difference("name", "Desk", "Support"),
        Difference("voiceId", "echo", "alloy"),
        Difference("functions", None, ["fn_refund"]),
    )
    assert project.agents() == before


@pytest.mark.parametrize("patched_objects", ["replace", "merge"])
def test_an_update_makes_the_agent_what_its_definition_says(
    start: StartProject, patched_objects: str
) -> None:
    project = start(patched_objects=patched_objects)
    first = request(
        "support",
        functions=["fn_refund", "fn_order_status"],
        useWebSearch=False,
        channels={"webrtc": {"useGreenVideo": True, "videoPolicy": "deferred"}},
    )
    created = project.create([first]).created
    settings = {"instructions": "Be brief.", "temperature": 0.2}
    wanted = request(
        "support",
        name="Desk",
        language="fr",
        providerSettings=settings,
        functions=["fn_order_status"],
        channels={"webrtc": {"useGreenVideo": False}},
    )

    report = runs.update([wanted], **project.where())

    assert report.updated == created
    agent = project.agent("support")
    assert (agent["name"], agent["language"], agent["useWebSearch"]) == ("Desk", "fr", True)
    assert (agent["providerSettings"], agent["functions"]) == (settings, ["fn_order_status"])
    config = project.channel("support", "webrtc")
    assert config["useGreenVideo"] is False
    assert "videoPolicy" not in config
    assert project.create([wanted]).unchanged == created


def test_a_member_that_the_api_will_not_clear_is_told(project: Project) -> None:
    # The sandbox takes null for absent in a PATCH.
    project.create([request("support", language="fr")])
    wanted = request("support")

    report = runs.update([wanted], **project.where())

    [(key, message)] = report.failed
    assert key == "support"
    assert "language did not change" in message
    assert project.create([wanted]).outdated


def test_only_outdated_agents_of_ours_are_updated(project: Project) -> None:
    adopted = request("adopted")
    project.call("POST", "/public/agents", {**adopted.body, "name": adopted.name})
    project.create([adopted, request("same")])
    before = project.agents()

    report = runs.update(
        [request("adopted", voiceId="echo"), request("same"), request("new")], **project.where()
    )

    assert (report.updated, report.failed, report.pending) == ({}, [], [])
    assert project.agents() == before


def test_an_update_learns_the_language_form_too(start: StartProject) -> None:
    project = start(agent_language="name")
    project.create([request("support")])

    report = runs.update([request("support", language="fr")], **project.where())

    assert list(report.updated) == ["support"]
    assert project.agent("support")["language"] == "French"


def test_a_refused_change_leaves_agent_and_lock(project: Project) -> None:
    project.create([request("support"), request("other")])
    before, locked = project.agents(), project.locked()

    report = runs.update([request("support", companionId="comp_unknown")], **project.where())

    assert [key for key, _ in report.failed] == ["support"]
    assert (project.agents(), project.locked()) == (before, locked)


def test_a_member_leaves_a_channel_whose_put_merges(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    real_put = ApiClient.put

    async def merging(client: ApiClient, path: str, body: JsonObject) -> Json:
        config = await client.get_or_none(path)
        there = config if isinstance(config, Mapping) else {}
        kept = {name: there[name] for name in ("videoPolicy", "initialSpeech") if name in there}
        return await real_put(client, path, {**kept, **body})

    monkeypatch.setattr(ApiClient, "put", merging)
    channel = {"useGreenVideo": True, "videoPolicy": "deferred"}
    project.create([request("support", channels={"webrtc": channel})])
    path = f"/public/agents/{project.locked()['support'].id}/channels/webrtc"
    project.call("PUT", path, {**channel, "humanHandoff": {"enabled": True}})

    wanted = request("support", channels={"webrtc": {"useGreenVideo": True}})
    report = runs.update([wanted], **project.where())

    assert list(report.updated) == ["support"]
    config = project.channel("support", "webrtc")
    assert (config["useGreenVideo"], config["humanHandoff"]) == (True, {"enabled": True})
    assert "videoPolicy" not in config
