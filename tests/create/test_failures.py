"""The API fails in every way it has: nothing is doubled, nothing is lost, everything resumes."""

from __future__ import annotations

import signal
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from migrator.create import runs
from migrator.create.api_key import ApiKey
from migrator.create.exchange import Patience
from migrator.create.journal import Journal
from migrator.create.outcome import Event, OnEvent
from migrator.create.run_guard import only_run
from migrator.model.errors import ApiError, Interrupted, LockError
from migrator.sandbox.settings import Fault, FaultKind
from tests.create.conftest import StartProject
from tests.create.project import HASTY, Project, request, requests
from tests.create.scripted_api import Answer, scripted_api


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


@pytest.mark.parametrize(
    "kind",
    [FaultKind.LOST_ANSWER, FaultKind.TRUNCATED, FaultKind.RESET, FaultKind.BAD_GATEWAY],
)
def test_posts_with_unknown_answers_are_settled_and_never_doubled(
    start: StartProject, kind: FaultKind
) -> None:
    project = start(faults=(on_posts(kind, first=4),))

    report = project.create(requests(10))

    assert (len(report.created), report.failed, report.stopped) == (10, [], None)
    assert_all_there_once(project, 10)
    assert any(event.kind == "settled" for event in project.events)


def test_an_agent_that_was_there_before_is_never_claimed(start: StartProject) -> None:
    project = start(faults=(on_posts(FaultKind.RESET, after=1, first=1),))
    wanted = request()
    # Equal but for a channel, so it is not adopted.
    there = project.call("POST", "/public/agents", {**wanted.body, "name": wanted.name})
    project.call("PUT", f"/public/agents/{there['id']}/channels/webrtc", {"useGreenVideo": True})

    report = project.create([wanted])

    assert report.created["support"] != there["id"]
    assert len(project.agents()) == 2


def test_two_lost_answers_of_one_name_are_two_agents(start: StartProject) -> None:
    project = start(faults=(on_posts(FaultKind.LOST_ANSWER, first=2),))
    one = request("one", name="Twin")

    report = project.create([one, replace(one, key="two")])

    assert len(set(report.created.values())) == 2
    assert len(project.agents()) == 2


def test_a_lost_answer_is_not_claimed_for_an_agent_that_asks_for_less(
    start: StartProject,
) -> None:
    # Only the second POST gets through; what it created has all that the first one asks for.
    faults = (on_posts(FaultKind.RESET, first=1), on_posts(FaultKind.LOST_ANSWER, after=1, first=1))
    project = start(faults=faults)
    less = request("less", name="Twin", providerSettings={})
    more = request("more", name="Twin", providerSettings={}, functions=["fn_refund"])

    report = project.create([less, more], concurrency=1)

    assert set(report.created) == {"less", "more"}
    assert project.agent("less")["functions"] == []
    assert project.agent("more")["functions"] == ["fn_refund"]
    assert len(project.agents()) == 2


def test_an_open_intent_is_settled_although_its_definition_changed(start: StartProject) -> None:
    project = start(faults=(on_posts(FaultKind.LOST_ANSWER, first=1),))
    # Stopped before it could look whether the lost POST did anything.
    interrupted = project.create([request()], on_event=interrupt_at("waiting"))
    assert interrupted.pending == ["support"]

    report = project.create([request(voiceId="echo")])

    assert list(report.outdated) == ["support"]
    assert [agent["voiceId"] for agent in project.agents()] == ["alloy"]


def test_a_run_is_refused_while_another_is_at_work(project: Project) -> None:
    with only_run(project.root), pytest.raises(LockError, match="Another run"):
        project.create([request()])


@pytest.mark.parametrize("kind", [FaultKind.SLOW, FaultKind.LATE])
def test_what_is_slower_than_the_timeout_is_waited_out(
    start: StartProject, kind: FaultKind
) -> None:
    slow = on_posts(kind, first=2, delay_seconds=0.8)
    project = start(faults=(slow,))

    report = project.create(requests(4))

    assert len(report.created) == 4
    # By now everything that was sent has come to its end.
    time.sleep(0.5)
    assert_all_there_once(project, 4)


def test_a_fifth_of_everything_failing(start: StartProject) -> None:
    kinds = [kind for kind in FaultKind if kind is not FaultKind.SLOW]
    faults = tuple(Fault(kind, rate=0.2 / len(kinds), retry_after_seconds=0) for kind in kinds)
    project = start(faults=faults, fault_seed=7, agent_cap=None)

    project.create(requests(60))
    report = project.create(requests(60))

    assert len(report.ids) == 60


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


def test_work_that_lands_later_than_all_waiting_is_found_as_a_twin(start: StartProject) -> None:
    late = on_posts(FaultKind.LATE, first=1, delay_seconds=2.2)
    project = start(faults=(late,))

    report = project.create([request()])
    assert len(report.created) == 1
    time.sleep(1.5)
    [twin] = runs.verify([request()], **project.where())

    assert (twin.kind, twin.key) == ("twin", "support")
    assert twin.id not in report.created.values()
