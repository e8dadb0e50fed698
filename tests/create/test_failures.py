"""Answers that are lost or come late: nothing is doubled, nothing is lost, everything resumes."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from migrator.create import runs
from migrator.create.run_guard import only_run
from migrator.model.errors import LockError
from migrator.sandbox.settings import Fault, FaultKind
from tests.create.conftest import StartProject
from tests.create.failing import assert_all_there_once, interrupt_at, on_posts
from tests.create.project import Project, request, requests


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


def test_work_that_lands_later_than_all_waiting_is_found_as_a_twin(start: StartProject) -> None:
    late = on_posts(FaultKind.LATE, first=1, delay_seconds=2.2)
    project = start(faults=(late,))

    report = project.create([request()])
    assert len(report.created) == 1
    time.sleep(1.5)
    [twin] = runs.verify([request()], **project.where())

    assert (twin.kind, twin.key) == ("twin", "support")
    assert twin.id not in report.created.values()
