"""Creating agents: each exists once, is as asked for, and is in the lock."""

from __future__ import annotations

from dataclasses import replace

import pytest

from migrator.create.lock_file import read_lock
from migrator.model.errors import InputError
from migrator.sandbox.settings import Fault, FaultKind
from tests.create.conftest import StartProject
from tests.create.project import HASTY, Project, request, requests


def test_creates_each_agent_once_with_its_body_and_channel(project: Project) -> None:
    report = project.create(requests(9))

    assert (len(report.created), report.failed, report.pending) == (9, [], [])
    assert {agent["id"] for agent in project.agents()} == set(report.ids.values())
    agent = project.agent("agent-0")
    assert agent["name"] == "Agent-0"
    assert agent["language"] == "fr"
    assert agent["providerSettings"] == {"instructions": "You are agent-0.", "temperature": 0.7}
    assert project.channel("agent-0", "webrtc")["useGreenVideo"] is True
    assert {locked.origin for locked in project.locked().values()} == {"created"}


def test_a_second_run_changes_nothing(project: Project) -> None:
    first = project.create(requests(5))
    lock = (project.root / "omniagent.lock.json").read_bytes()
    before = project.agents()

    second = project.create(requests(5))

    assert second.unchanged == first.created
    assert project.agents() == before
    assert (project.root / "omniagent.lock.json").read_bytes() == lock


def test_no_channel_is_configured_when_there_is_nothing_to_set(project: Project) -> None:
    project.create([request("support", channels={"webrtc": {}})])

    assert project.agent("support")["channels"] == []


def test_a_definition_that_gains_a_channel_config_waits_for_an_update(project: Project) -> None:
    created = project.create([request("support")]).created

    report = project.create([request("support", channels={"webrtc": {"useGreenVideo": True}})])

    assert report.outdated == created
    assert project.agent("support")["channels"] == []


def test_a_run_that_was_cut_off_before_the_channels_is_finished(start: StartProject) -> None:
    puts = Fault(FaultKind.INTERNAL_ERROR, first=3, methods=("PUT",))
    project = start(faults=(puts,))
    wanted = request("support", channels={"webrtc": {"useGreenVideo": True}})
    first = project.create([wanted], patience=replace(HASTY, attempts=3))
    assert [key for key, _ in first.failed] == ["support"]
    # It exists, so the lock has it, and someone may already have worked on it.
    path = f"/public/agents/{project.locked()['support'].id}/channels/webrtc"
    project.call("PUT", path, {"initialSpeech": "Greet warmly."})

    report = project.create([wanted])

    assert list(report.created) == ["support"]
    config = project.channel("support", "webrtc")
    assert (config["useGreenVideo"], config["initialSpeech"]) == (True, "Greet warmly.")
    assert len(project.agents()) == 1


@pytest.mark.parametrize("extra", [{}, {"tags": {}, "functions": [], "useWebSearch": True}])
def test_an_equal_agent_is_adopted(project: Project, extra: dict[str, object]) -> None:
    wanted = request("support")
    there = project.call("POST", "/public/agents", {**wanted.body, "name": wanted.name, **extra})

    report = project.create([wanted])

    assert report.adopted == {"support": there["id"]}
    assert len(project.agents()) == 1
    assert project.locked()["support"].origin == "adopted"


@pytest.mark.parametrize(
    "other",
    [
        {"voiceId": "echo"},
        {"name": "Another"},
        {"tags": {"team": "support"}},
        {"useWebSearch": False},
        {"functions": ["fn_refund"]},
        {"providerSettings": {"instructions": "You are support.", "temperature": 0.8}},
        {
            "providerSettings": {
                "instructions": "You are support.",
                "temperature": 0.7,
                "turnDetection": {},
            }
        },
    ],
)
def test_an_agent_that_opens_other_sessions_is_not_adopted(
    project: Project, other: dict[str, object]
) -> None:
    wanted = request("support")
    there = project.call("POST", "/public/agents", {**wanted.body, "name": wanted.name, **other})

    report = project.create([wanted])

    assert report.created["support"] != there["id"]


def test_an_agent_whose_channels_differ_is_not_adopted_and_not_touched(project: Project) -> None:
    plain = request("plain")
    green = request("green", channels={"webrtc": {"useGreenVideo": True}})
    body = {**plain.body, "name": plain.name}
    overriding = project.call("POST", "/public/agents", body)
    path = f"/public/agents/{overriding['id']}/channels/websocket"
    config = project.call("PUT", path, {"functions": ["fn_refund"]})
    without_green = project.call("POST", "/public/agents", {**green.body, "name": green.name})

    report = project.create([plain, green])

    assert set(report.created) == {"plain", "green"}
    assert project.call("GET", path) == config
    assert project.call("GET", f"/public/agents/{without_green['id']}")["channels"] == []


def test_two_requests_never_adopt_the_same_agent(project: Project) -> None:
    one, two = request("one", name="Twin"), request("two", name="Twin")
    two = replace(two, body=one.body, fingerprint=one.fingerprint)
    project.call("POST", "/public/agents", {**one.body, "name": "Twin"})

    report = project.create([one, two])

    assert (len(report.adopted), len(report.created)) == (1, 1)
    assert len(project.agents()) == 2


def test_agents_are_found_beyond_the_first_page(start: StartProject) -> None:
    project = start(agent_cap=None, largest_page_size=7)
    many = requests(40)
    project.create(many)
    (project.root / "omniagent.lock.json").unlink()
    (project.root / ".migrator" / "journal.jsonl").unlink()

    report = project.create(many)

    assert len(report.adopted) == 40


def test_a_lost_lock_comes_back_from_the_journal(project: Project) -> None:
    first = project.create(requests(5))
    lock = project.root / "omniagent.lock.json"
    before = lock.read_bytes()
    lock.unlink()

    project.create(requests(5))

    assert lock.read_bytes() == before
    assert len(project.agents()) == len(first.created)


def test_what_the_journal_remembers_and_nobody_has_any_more_is_created_anew(
    project: Project,
) -> None:
    wanted = [request("one"), request("two"), request("three")]
    report = project.create(wanted)
    (project.root / "omniagent.lock.json").unlink()
    project.call("DELETE", f"/public/agents/{report.created['two']}")

    again = project.create(wanted)

    assert list(again.created) == ["two"]
    assert len(again.unchanged) == 2


def test_a_changed_definition_waits_for_an_update(project: Project) -> None:
    created = project.create([request("support")]).created

    report = project.create([request("support", voiceId="echo")])

    assert report.outdated == created
    assert project.agent("support")["voiceId"] == "alloy"


def test_an_adopted_agent_is_never_changed(project: Project) -> None:
    wanted = request("support")
    project.call("POST", "/public/agents", {**wanted.body, "name": wanted.name})
    project.create([wanted])
    before = project.agents()

    report = project.create([request("support", voiceId="echo")])

    assert [key for key, _ in report.failed] == ["support"]
    assert project.agents() == before


def test_an_agent_deleted_at_the_api_is_told_and_not_made_again(project: Project) -> None:
    report = project.create([request("one"), request("two")])
    project.call("DELETE", f"/public/agents/{report.created['one']}")

    report = project.create([request("one"), request("two")])

    assert set(report.unchanged) == {"two"}
    [(key, message)] = report.failed
    assert key == "one"
    assert "no longer exists" in message


def test_the_key_of_another_project_creates_nothing(project: Project) -> None:
    project.create([request("one")])
    staging = Project(project.root, project.base_url, "sandbox-key-staging")

    report = staging.create([request("one"), request("two")])

    assert report.stopped is not None
    assert "another project" in report.stopped
    assert report.pending == ["one", "two"]
    assert staging.agents() == []


def test_environments_have_sections_of_their_own(project: Project) -> None:
    project.create([request("one")])
    staging = Project(project.root, project.base_url, "sandbox-key-staging")

    staging.create([request("one")], environment="staging")

    environments = read_lock(project.root).environments
    assert set(environments) == {"default", "staging"}
    assert environments["default"].agents["one"].id != environments["staging"].agents["one"].id


def test_an_environment_of_another_api_is_refused(project: Project) -> None:
    project.create([request("one")])

    with pytest.raises(InputError, match="--environment"):
        project.create([request("one")], base_url="http://127.0.0.1:9")


def test_the_language_form_is_learnt_and_remembered(start: StartProject) -> None:
    project = start(agent_language="name")

    report = project.create([request("one", language="fr"), request("two", language="en")])

    assert (len(report.created), report.failed) == (2, [])
    assert project.agent("one")["language"] == "French"
    assert read_lock(project.root).environments["default"].language_form == "name"
    assert project.create([request("one", language="fr")]).unchanged


def test_a_language_without_another_form_fails_with_what_the_api_said(start: StartProject) -> None:
    project = start(agent_language="iso")

    report = project.create([request("one", language="Klingon"), request("two")])

    assert set(report.created) == {"two"}
    [(key, message)] = report.failed
    assert key == "one"
    assert "400" in message
    assert "language" in message.lower()


def test_one_refused_agent_does_not_stop_the_others(project: Project) -> None:
    wrong = request("wrong", companionId="comp_unknown")

    report = project.create([request("one"), wrong, request("two")])

    assert set(report.created) == {"one", "two"}
    assert [key for key, _ in report.failed] == ["wrong"]


def test_nothing_to_create_asks_the_api_nothing(project: Project) -> None:
    report = project.create([], base_url="http://127.0.0.1:9")

    assert report.stopped is None


def test_events_tell_how_far_a_run_is(project: Project) -> None:
    project.create(requests(4))

    created = [event for event in project.events if event.kind == "created"]
    assert [event.done for event in created] == [1, 2, 3, 4]
    assert {event.total for event in created} == {4}
    assert {event.key for event in created} == {f"agent-{number}" for number in range(4)}
