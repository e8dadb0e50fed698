"""Deleting what this tool created: never what it adopted, what changed, or what is in use."""

from __future__ import annotations

import signal
import time
from pathlib import Path

import pytest

from migrator.create import runs
from migrator.create.outcome import Event
from migrator.model.errors import ApiError
from migrator.sandbox.embedded import running
from migrator.sandbox.settings import Fault, FaultKind
from tests.create.conftest import StartProject
from tests.create.project import Project, request, requests


def test_what_was_created_is_deleted_and_leaves_the_lock(project: Project) -> None:
    created = project.create(requests(6)).created

    report = runs.delete_created(requests(6), **project.where())

    assert (report.deleted, report.kept) == (created, [])
    assert (project.agents(), project.locked()) == ([], {})
    # The journal doesn't bring them back.
    assert len(project.create(requests(6)).created) == 6


def test_what_is_not_ours_changed_or_in_use_is_kept(project: Project) -> None:
    adopted = request("adopted")
    project.call("POST", "/public/agents", {**adopted.body, "name": adopted.name})
    wanted = [adopted, *map(request, ["changed", "channel", "used", "redefined", "forgotten", "x"])]
    project.create(wanted)
    ids = {key: agent.id for key, agent in project.locked().items()}
    project.call("PATCH", f"/public/agents/{ids['changed']}", {"voiceId": "echo"})
    project.call("PUT", f"/public/agents/{ids['channel']}/channels/webrtc", {"useGreenVideo": True})
    session = {"channelType": "webrtc"}
    project.call("POST", f"/public/agents/{ids['used']}/connections", session)
    known = [r for r in wanted if r.key not in ("redefined", "forgotten")]

    report = runs.delete_created([*known, request("redefined", voiceId="echo")], **project.where())

    assert list(report.deleted) == ["x"]
    assert dict(report.kept).keys() == ids.keys() - {"x"}
    reasons = dict(report.kept)
    assert "adopted" in reasons["adopted"]
    assert "someone changed it" in reasons["changed"]
    assert "someone changed it" in reasons["channel"]
    assert "a session uses it right now" in reasons["used"]
    assert "definition changed" in reasons["redefined"]
    assert "definition is gone" in reasons["forgotten"]
    assert {agent["id"] for agent in project.agents()} == set(ids.values()) - {ids["x"]}


@pytest.mark.parametrize(("days", "is_deleted"), [(1, False), (6, False), (8, True)])
def test_a_session_of_long_ago_keeps_nothing(tmp_path: Path, days: int, is_deleted: bool) -> None:
    clock = [time.time() - days * 86_400]
    with running(clock=lambda: clock[0]) as sandbox:
        project = Project(tmp_path, sandbox.base_url, sandbox.api_key)
        agent = project.create([request()]).created["support"]
        session = {"channelType": "webrtc"}
        project.call("POST", f"/public/agents/{agent}/connections", session)
        # By now it has long been closed.
        clock[0] = time.time()
        report = runs.delete_created([request()], **project.where())

    assert list(report.deleted) == (["support"] if is_deleted else [])
    assert all("a session used it on " in why for _, why in report.kept)


def test_sessions_are_paged_through(start: StartProject) -> None:
    project = start(concurrency_limit=None, largest_page_size=2)
    wanted = [request("early"), request("late")]
    ids = project.create(wanted).ids
    for key in ["early", *["late"] * 5]:
        path = f"/public/agents/{ids[key]}/connections"
        project.call("POST", path, {"channelType": "webrtc"})

    report = runs.delete_created(wanted, **project.where())

    assert report.deleted == {}


def test_only_the_keys_that_were_named(project: Project) -> None:
    project.create(requests(3))

    report = runs.delete_created(requests(3), only=["agent-1"], **project.where())

    assert list(report.deleted) == ["agent-1"]
    assert set(project.locked()) == {"agent-0", "agent-2"}


def test_sessions_that_cannot_be_read_delete_nothing(start: StartProject) -> None:
    broken = Fault(FaultKind.INTERNAL_ERROR, rate=1.0, paths=("/public/sessions",))
    project = start(faults=(broken,))
    project.create(requests(2))

    with pytest.raises(ApiError):
        runs.delete_created(requests(2), **project.where())

    assert len(project.agents()) == 2


def test_a_deletion_whose_answer_was_lost_is_a_deletion(start: StartProject) -> None:
    lost = Fault(FaultKind.LOST_ANSWER, first=2, methods=("DELETE",))
    project = start(faults=(lost,))
    project.create(requests(3))

    report = runs.delete_created(requests(3), **project.where())

    assert len(report.deleted) == 3
    assert project.agents() == []


def test_a_deletion_that_was_cut_off_is_resumed(project: Project) -> None:
    project.create(requests(4))
    project.call("DELETE", f"/public/agents/{project.locked()['agent-2'].id}")

    report = runs.delete_created(requests(4), **project.where())

    assert len(report.deleted) == 4
    assert project.locked() == {}


def test_a_deletion_that_was_interrupted_says_what_it_did_not_reach(start: StartProject) -> None:
    project = start(latency_ms=30)
    project.create(requests(20), concurrency=8)

    def press(event: Event) -> None:
        if event.kind == "deleted" and event.done == 3:
            signal.raise_signal(signal.SIGINT)

    report = runs.delete_created(requests(20), **project.where(on_event=press, concurrency=2))

    assert report.interrupted
    assert report.kept == []
    assert len(report.deleted) + len(report.pending) == 20
    assert len(project.agents()) == len(report.pending) > 0
    assert runs.delete_created(requests(20), **project.where()).pending == []
    assert project.agents() == []


def test_a_deletion_that_was_killed_is_resumed(project: Project) -> None:
    project.create(requests(6))
    lock = (project.root / "omniagent.lock.json").read_bytes()
    runs.delete_created(requests(6), only=["agent-1", "agent-2"], **project.where())
    # What a kill leaves: the journal is synced before the lock is written.
    (project.root / "omniagent.lock.json").write_bytes(lock)

    report = project.create(requests(6))

    assert set(report.created) == {"agent-1", "agent-2"}
    assert len(project.agents()) == 6
