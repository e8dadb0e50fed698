"""What the API refuses, and addresses that are none: told once, never asked again in vain."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest

from migrator.create import runs
from migrator.create.api_key import ApiKey
from migrator.create.exchange import Patience
from migrator.model.errors import ApiError
from migrator.sandbox.settings import FaultKind
from tests.create.conftest import StartProject
from tests.create.failing import assert_all_there_once, on_posts
from tests.create.project import HASTY, Project, request, requests
from tests.create.scripted_api import Answer, scripted_api


@pytest.mark.parametrize("as_date", [False, True])
def test_retry_after_is_honoured(start: StartProject, as_date: bool) -> None:
    fault = on_posts(
        FaultKind.RATE_LIMITED,
        first=2,
        retry_after_seconds=2 if as_date else 1,
        retry_after_as_date=as_date,
    )
    project = start(faults=(fault,))

    report = project.create(requests(3))

    assert len(report.created) == 3
    assert_all_there_once(project, 3)
    # A refused POST did nothing, so there is nothing to settle.
    assert not any(event.kind == "settled" for event in project.events)


def test_a_wait_longer_than_a_run_has_ends_it(start: StartProject) -> None:
    fault = on_posts(FaultKind.RATE_LIMITED, rate=1.0, retry_after_seconds=3600)
    project = start(faults=(fault,))

    report = project.create(requests(3))

    assert report.stopped is not None
    assert "asks to wait 3600 seconds" in report.stopped
    assert report.failed == []


@pytest.mark.parametrize("status", [400, 404, 409, 410, 413, 418, 422, 451])
def test_no_other_refusal_is_asked_again(tmp_path: Path, status: int) -> None:
    script = {
        "GET /public/agents": [Answer(200, [])],
        "POST /public/agents": [Answer(status, {"code": "no", "description": "No."})],
        "GET /elsewhere/public/agents": [Answer(status)],
    }
    with scripted_api(script) as api:
        Project(tmp_path, api.base_url, "key").create([request()], patience=Patience())
        looks = Project(tmp_path, api.base_url, "key").where()
        with pytest.raises(ApiError, match=str(status)):
            runs.verify([request()], **{**looks, "base_url": f"{api.base_url}/elsewhere"})

    assert api.received.count("POST /public/agents") == 1
    assert api.received.count("GET /elsewhere/public/agents") == 1


def test_a_rate_is_kept(tmp_path: Path) -> None:
    script = {
        "GET /public/agents": [Answer(200, [])],
        "POST /public/agents": [Answer(400, {"code": "no", "description": "No."})],
    }
    with scripted_api(script) as api:
        started = time.monotonic()
        Project(tmp_path, api.base_url, "key").create(requests(20), rate=40)
        seconds = time.monotonic() - started

    assert len(api.received) == 21
    assert seconds > 20 / 40


def test_a_revoked_key_stops_the_run_and_a_good_one_resumes_it(start: StartProject) -> None:
    project = start(revoke_key_after=8)

    report = project.create(requests(20), concurrency=2)

    assert report.stopped is not None
    assert "401" in report.stopped
    assert report.failed == []
    assert len(report.created) + len(report.pending) == 20
    # What the API did before the key was revoked is in the lock.
    assert set(project.locked()) >= set(report.created)


def test_a_wrong_key_is_told_once(project: Project) -> None:
    report = project.create(requests(3), api_key=ApiKey("not-a-key"))

    assert report.stopped is not None
    assert "Check that the key" in report.stopped
    assert report.pending == ["agent-0", "agent-1", "agent-2"]


def test_the_cap_stops_creation_and_says_what_to_do(start: StartProject) -> None:
    project = start(agent_cap=3)

    report = project.create(requests(6))

    assert len(report.created) == 3
    assert len(report.pending) == 3
    assert report.stopped is not None
    assert "cap" in report.stopped
    assert "delete unused" in report.stopped


def test_an_api_that_only_fails_ends_the_run(start: StartProject) -> None:
    project = start(faults=(on_posts(FaultKind.INTERNAL_ERROR, rate=1.0),), agent_cap=None)

    report = project.create(requests(60))

    assert report.stopped is not None
    assert "keeps failing" in report.stopped
    assert len(report.pending) == 60


def test_an_unreachable_api_is_named(project: Project) -> None:
    report = project.create(
        requests(2), base_url="http://127.0.0.1:9", patience=replace(HASTY, attempts=2)
    )

    assert report.stopped is not None
    assert "http://127.0.0.1:9 can't be reached" in report.stopped
    assert report.pending == ["agent-0", "agent-1"]


def test_a_tls_failure_is_named_and_not_retried(project: Project) -> None:
    report = project.create([request()], base_url=project.base_url.replace("http:", "https:"))

    assert report.stopped is not None
    assert "TLS failed" in report.stopped


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (Answer(307, headers={"Location": "https://elsewhere.example/"}), "redirects"),
        (Answer(200, "<html>Welcome</html>"), "not JSON"),
        (Answer(200, '"hello"'), "not a listing"),
    ],
)
def test_an_address_that_is_not_the_api(project: Project, answer: Answer, said: str) -> None:
    with scripted_api({"GET /public/agents": [answer]}) as api:
        report = project.create([request()], base_url=api.base_url)

    assert report.stopped is not None
    assert said in report.stopped
    assert {received.split()[0] for received in api.received} == {"GET"}


def test_a_request_says_who_sends_it_with_what(project: Project) -> None:
    script = {"GET /public/agents": [Answer(200, [])], "POST /public/agents": [Answer(400)]}
    with scripted_api(script) as api:
        project.create([request()], base_url=api.base_url)

    _, posted = api.headers
    assert posted["user-agent"].startswith("omniagent-migrator/")
    assert posted["content-type"] == "application/json"
    assert posted["x-api-key"] == project.api_key
    assert "accept-encoding" in posted


def test_a_listing_may_be_a_bare_array(project: Project) -> None:
    wanted = request()
    there = {"id": "a-1", "name": wanted.name, **wanted.body}
    script = {
        "GET /public/agents": [Answer(200, [there])],
        "GET /public/agents/a-1": [Answer(200, there)],
    }
    with scripted_api(script) as api:
        report = project.create([wanted], base_url=api.base_url)

    assert report.adopted == {"support": "a-1"}


def test_a_member_the_api_drops_is_noticed(project: Project) -> None:
    wanted = request()
    kept = {"id": "a-1", "name": wanted.name, "companionId": "comp_support", "voiceId": "alloy"}
    script = {
        "GET /public/agents": [Answer(200, [])],
        "POST /public/agents": [Answer(200, kept)],
        "GET /public/agents/a-1": [Answer(200, kept)],
    }
    with scripted_api(script) as api:
        report = project.create([wanted], base_url=api.base_url)

    [(_, message)] = report.failed
    assert "doesn't show providerSettings" in message
