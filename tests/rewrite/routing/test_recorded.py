"""What the routing module recorded becomes agents, and the table leads to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from migrator.model.errors import InputError
from migrator.rewrite.routing_module import read_table
from migrator.rewrite.routing_runtime import digest, fingerprint
from migrator.run.applying import write_code
from migrator.run.planning import Planned, make_plan
from migrator.run.project import open_project
from tests.rewrite.routing.planned import PACKAGE, planned

CALLS = """\
import requests

from app.settings import BASE, KEY


def open_session(companion, voice, user):
    payload = {
        "companionId": companion,
        "providerConfig": {"voiceId": voice, "settings": {"instructions": "Be kind."}},
        "externalClientId": user,
    }
    return requests.post(
        f"{BASE}/public/connections", json=payload, headers={"X-Api-Key": KEY}
    ).json()
"""
SENT = {
    "companionId": "comp_1",
    "providerConfig": {"voiceId": "alloy", "settings": {"instructions": "Be kind."}},
}


def line(sent: dict[str, object], text: str = "Be kind.", **changes: object) -> str:
    config = json.loads(json.dumps(sent))
    config["providerConfig"]["settings"]["instructions"] = {"$sha256": digest(text)}
    record = {
        "channel": "webrtc",
        "environment": "default",
        "fingerprint": fingerprint("webrtc", sent),
        "configuration": config,
    }
    return json.dumps({**record, **changes})


def with_record(folder: Path, *lines: str) -> Planned:
    planned(folder, {**PACKAGE, "app/calls.py": CALLS})
    file = folder / "seen.jsonl"
    file.write_text("\n".join(lines) + "\n")
    return make_plan(open_project([folder], overrides={"dynamic": "route"}, recorded=[file]))


def test_a_recorded_configuration_becomes_an_agent_that_its_fingerprint_leads_to(
    tmp_path: Path,
) -> None:
    plan = with_record(tmp_path, line(SENT), line(SENT))
    [agent] = plan.plan.agents
    assert agent.body["companionId"] == "comp_1"
    assert agent.body["providerSettings"] == {"instructions": "Be kind."}
    assert agent.call_sites == [site.id for site in plan.plan.call_sites]
    assert plan.routed.keys == {fingerprint("webrtc", SENT): agent.key}
    assert [site.agents for site in plan.plan.call_sites] == [[agent.key]]


def test_spellings_of_one_language_lead_to_one_agent(tmp_path: Path) -> None:
    told = CALLS.replace("voice, user)", "voice, language, user)")
    told = told.replace(
        '"externalClientId": user,', '"externalClientId": user, "language": language,'
    )
    sent = [{**SENT, "language": language} for language in ("fr", "French")]
    planned(tmp_path, {**PACKAGE, "app/calls.py": told})
    file = tmp_path / "seen.jsonl"
    file.write_text("\n".join(map(line, sent)) + "\n")
    plan = make_plan(open_project([tmp_path], overrides={"dynamic": "route"}, recorded=[file]))
    [agent] = plan.plan.agents
    assert {plan.routed.keys[fingerprint("webrtc", each)] for each in sent} == {agent.key}


@pytest.mark.parametrize(
    "record",
    [
        line(SENT, text="Be rude."),
        line({**SENT, "companionId": None}),
        line(SENT, channel="websocket"),
        line(SENT, fingerprint="0" * 32),
        line({**SENT, "futureField": 1}),
        line({**SENT, "companionId": "sk-proj-Zm9vYmFyYmF6cXV4cXV1eDEyMzQ1Njc4OTA"}),
    ],
)
def test_what_can_not_be_an_agent_is_told(tmp_path: Path, record: str) -> None:
    plan = with_record(tmp_path, record)
    assert not plan.plan.agents
    assert "OM322" in {finding.code for finding in plan.plan.findings}


def test_records_of_another_environment_are_left_for_its_own_run(tmp_path: Path) -> None:
    plan = with_record(tmp_path, line(SENT, environment="staging"))
    assert not plan.plan.agents
    assert "OM322" not in {finding.code for finding in plan.plan.findings}


@pytest.mark.parametrize("broken", ["{", "[]", '{"channel": "webrtc"}', "null"])
def test_a_broken_record_is_named_by_its_line(tmp_path: Path, broken: str) -> None:
    with pytest.raises(InputError, match=r"seen\.jsonl:2"):
        with_record(tmp_path, line(SENT), broken)


def test_the_table_keeps_other_environments_and_is_whole_after_each_run(tmp_path: Path) -> None:
    planned(tmp_path, {**PACKAGE, "app/calls.py": CALLS})
    voices = {"companionId": ["comp_1"], "providerConfig.voiceId": ["alloy", "sage"]}
    wanted = {"dynamic": "route", "routed": voices}
    for environment in ("staging", "default"):
        options = {**wanted, "environment": environment}
        project = open_project([tmp_path], overrides=options)
        plan = make_plan(project)
        ids = {key: f"{environment}-{key}" for key in plan.routed.keys.values()}
        lock = tmp_path / "omniagent.lock.json"
        held = json.loads(lock.read_text()) if lock.exists() else {"environments": {}}
        held["environments"][environment] = {
            "base_url": project.settings.base_url,
            "agents": {
                key: {"id": ident, "name": key, "fingerprint": "f", "origin": "created"}
                for key, ident in ids.items()
            },
        }
        lock.write_text(json.dumps(held))
        applied = write_code(project, plan, ids)
        assert "app/omniagents_table.py" in applied.written
        assert applied.variables["OMNIAGENT_ENVIRONMENT"] == environment
    table = read_table((tmp_path / "app/omniagents_table.py").read_text())
    assert {name: len(agents) for name, agents in table.items()} == {"default": 2, "staging": 2}
    assert table["staging"][fingerprint("webrtc", SENT)].startswith("staging-")
    again = open_project([tmp_path], overrides={**wanted, "environment": "default"})
    settled = make_plan(again)
    assert not settled.texts
    assert [site.status for site in settled.plan.call_sites] == ["route"]
    assert write_code(again, settled, ids).written == []
    # What the lock doesn't have any more isn't led to.
    held["environments"]["staging"]["agents"] = {}
    lock.write_text(json.dumps(held))
    assert write_code(again, settled, ids).written == ["app/omniagents_table.py"]
    table = read_table((tmp_path / "app/omniagents_table.py").read_text())
    assert {name: len(agents) for name, agents in table.items()} == {"default": 2, "staging": 0}
