"""What a run would do is known before it does anything, and shown to the request."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.create import runs
from migrator.create.api_key import ApiKey
from migrator.create.requests_preview import preview
from migrator.model.errors import ApiError
from migrator.model.languages import english_name
from tests.create.project import PACK, Project, request, requests
from tests.create.scripted_api import Answer, scripted_api


def test_counts_what_exists_and_sorts_what_is_wanted(project: Project) -> None:
    there = request("there")
    project.call("POST", "/public/agents", {**there.body, "name": there.name})
    project.create([request("mine"), request("gone")])
    project.call("DELETE", f"/public/agents/{project.locked()['gone'].id}")
    before = project.agents()

    found = runs.preflight(
        [there, request("mine"), request("gone"), request("new")], **project.where()
    )

    assert found.visible == 2
    assert list(found.adopt) == ["there"]
    assert list(found.unchanged) == ["mine"]
    assert list(found.missing) == ["gone"]
    assert found.create == ["new"]
    assert project.agents() == before


def test_the_cap_is_counted_before_it_is_hit(project: Project) -> None:
    found = runs.preflight(requests(103), **project.where())

    assert found.over_cap == 3
    assert "at least 3 more than the organization's cap of 100" in found.warnings[0]


def test_ids_that_this_key_does_not_see_are_named_with_their_agents(project: Project) -> None:
    wrong = {
        "companionId": "comp_elsewhere",
        "functions": ["fn_refund", "fn_elsewhere"],
        "faqCollections": ["faq_elsewhere"],
        "knowledgeBaseId": "kb_elsewhere",
    }

    found = runs.preflight(
        [request("one", **wrong), request("two", **wrong), request("three")], **project.where()
    )

    assert {(m.field, m.id, m.keys) for m in found.missing_references} == {
        ("companionId", "comp_elsewhere", ("one", "two")),
        ("functions", "fn_elsewhere", ("one", "two")),
        ("faqCollections", "faq_elsewhere", ("one", "two")),
        ("knowledgeBaseId", "kb_elsewhere", ("one", "two")),
    }
    assert all("another project" in warning for warning in found.warnings)


def test_a_key_that_sees_nothing_of_the_lock_is_noticed(project: Project) -> None:
    project.create([request("one")])
    staging = Project(project.root, project.base_url, "sandbox-key-staging")

    found = runs.preflight([request("one")], **staging.where())

    assert "another project" in found.warnings[0]


def test_a_refused_key_is_an_error(project: Project) -> None:
    with pytest.raises(ApiError, match="401"):
        runs.preflight([request()], **project.where(api_key=ApiKey("wrong")))


def test_the_preview_is_what_is_sent(tmp_path: Path) -> None:
    wanted = request("green", language="fr", channels={"webrtc": {"useGreenVideo": True}})
    channel = "/public/agents/a-1/channels/webrtc"
    script = {
        "GET /public/agents": [Answer(200, [])],
        "POST /public/agents": [Answer(201, {"id": "a-1", "name": "Green", **wanted.body})],
        f"GET {channel}": [Answer(404), Answer(200, {"useGreenVideo": True})],
        f"PUT {channel}": [Answer(200)],
    }

    shown = preview(
        [wanted, request("there")],
        pack=PACK,
        create=["green"],
        changes={},
        form="iso",
        name_of_language=english_name,
    )
    with scripted_api(script) as api:
        report = Project(tmp_path, api.base_url, "key").create([wanted])

    assert report.created == {"green": "a-1"}
    assert [(f"{r.method} {r.path}".format(agentId="a-1"), r.body) for r in shown] == [
        (sent, body)
        for sent, body in zip(api.received, api.bodies, strict=True)
        if not sent.startswith("GET")
    ]


def test_the_preview_of_a_change_is_a_patch_of_whole_values(project: Project) -> None:
    agent_id = project.create([request("support", functions=["fn_refund"])]).created["support"]
    settings = {"instructions": "Be brief.", "temperature": 0.7}
    wanted = [request("support", providerSettings=settings)]
    found = runs.preflight(wanted, **project.where())

    [shown] = preview(
        wanted,
        pack=PACK,
        create=found.create,
        changes={change.key: change for change in found.changes},
        form="iso",
        name_of_language=english_name,
    )

    assert (shown.method, shown.path) == ("PATCH", f"/public/agents/{agent_id}")
    assert shown.body == {"providerSettings": settings, "functions": []}


def test_the_preview_of_a_channel_that_loses_a_member_is_what_is_sent(project: Project) -> None:
    channel = {"useGreenVideo": True, "videoPolicy": "deferred"}
    project.create([request("support", channels={"webrtc": channel})])
    agent_id = project.locked()["support"].id
    path = f"/public/agents/{agent_id}/channels/webrtc"
    project.call("PUT", path, {**channel, "initialSpeech": "Greet."})
    wanted = [request("support", channels={"webrtc": {"useGreenVideo": True}})]
    before = len(project.call("GET", "/sandbox/requests"))

    found = runs.preflight(wanted, **project.where())
    shown = preview(
        wanted,
        pack=PACK,
        create=found.create,
        changes={change.key: change for change in found.changes},
        form="iso",
        name_of_language=english_name,
    )
    runs.update(wanted, **project.where())

    sent = project.call("GET", "/sandbox/requests")[before:]
    assert [(each.method, each.path) for each in shown] == [
        (each["method"], each["path"]) for each in sent if each["method"] != "GET"
    ]
    kept = project.channel("support", "webrtc")
    assert {name: kept.get(name) for name in shown[-1].body} == shown[-1].body
    assert "videoPolicy" not in kept


def test_an_id_that_only_a_listing_shows_is_there(tmp_path: Path) -> None:
    script = {
        "GET /public/agents": [Answer(200, [])],
        "GET /public/companions/comp_support": [Answer(200, {"status": "pending"})],
        "GET /public/faqs": [Answer(200, {"items": [{"id": "faq_1"}], "totalCount": 1})],
    }
    wanted = [request("support", faqCollections=["faq_1", "faq_2"], voiceId="Alloy", language="xx")]

    with scripted_api(script) as api:
        found = runs.preflight(wanted, **Project(tmp_path, api.base_url, "key").where())

    assert [missing.id for missing in found.missing_references] == ["faq_2"]
    assert [(doubt.field, doubt.value) for doubt in found.doubtful_values] == [
        ("voiceId", "Alloy"),
        ("language", "xx"),
        ("companionId", "comp_support"),
    ]
    assert "status is pending" in found.warnings[-1]


def test_an_agent_that_vanishes_between_two_pages_is_listed_again(tmp_path: Path) -> None:
    def page(*ids: str) -> Answer:
        return Answer(200, {"items": [{"id": i, "name": i} for i in ids], "totalCount": 3})

    script = {"GET /public/agents": [page("a", "b"), page(), page("a", "b"), page("c"), page()]}
    with scripted_api(script) as api:
        found = runs.preflight([], **Project(tmp_path, api.base_url, "key").where())

    assert found.visible == 3


def test_a_count_of_more_than_the_project_has_is_no_obstacle(tmp_path: Path) -> None:
    answer = Answer(200, {"items": [{"id": "a", "name": "A"}], "totalCount": 70})
    with scripted_api({"GET /public/agents": [answer]}) as api:
        found = runs.preflight([], **Project(tmp_path, api.base_url, "key").where())

    assert found.visible == 1
