"""`apply --dynamic route` from the command line: what it writes, says, and takes back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from migrator.rewrite.routing_module import read_table
from migrator.rewrite.routing_runtime import fingerprint
from migrator.sandbox.embedded import RunningSandbox
from tests.end_to_end.test_codemod import codemod
from tests.end_to_end.workshop import SHOP, Workshop, workshop

TOLD = '''\
"""Sessions that are told what to open."""

import httpx

from app.settings import API_BASE, API_KEY


def open_told(companion: str, customer: str) -> dict:
    payload = {
        "companionId": companion,
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": customer,
    }
    answer = httpx.post(
        f"{API_BASE}/public/connections", headers={"X-Api-Key": API_KEY}, json=payload
    )
    return answer.json()
'''
SETTINGS = 'dynamic = "route"\n[routed]\ncompanionId = ["comp_support", "comp_sales"]\n'
MODULE, TABLE = "app/omniagents.py", "app/omniagents_table.py"
SENT = {"companionId": "comp_tutor", "providerConfig": {"voiceId": "alloy"}}


@pytest.fixture
def told(tmp_path: Path, sandbox: RunningSandbox) -> Workshop:
    files = {**SHOP, "app/told.py": TOLD, "migrator.toml": SETTINGS}
    return workshop(tmp_path / "shop", sandbox, files)


def table_of(shop: Workshop) -> dict[str, str]:
    return read_table((shop.root / TABLE).read_text())["default"]


def test_the_module_and_its_table_are_written_with_the_agents_and_taken_back(
    told: Workshop,
) -> None:
    planned = told.run("plan", ".")
    assert "`companionId` decides at run time; 2 agents are known" in planned.out
    assert told.run("check", ".").code == 1

    ended = told.run("apply", ".", "--yes")
    assert ended.code == 0, ended.out + ended.err
    assert "Set OMNIAGENT_ENVIRONMENT where the code runs" in ended.err
    assert len(told.agents()) == 4
    assert len(table_of(told)) == 2
    assert "OMNIAGENT_ENVIRONMENT=default" in (told.root / ".env.omniagent").read_text()
    assert told.run("check", ".").code == 0

    before = told.bytes_of_files(but=[".migrator"])
    assert told.run("apply", ".", "--yes").code == 0
    assert told.bytes_of_files(but=[".migrator"]) == before

    assert told.run("rollback").code == 0
    changed = {line[3:] for line in told.changed()}
    assert changed.isdisjoint({MODULE, TABLE, "app/told.py"})


def test_a_rollback_that_deletes_agents_leaves_nothing(told: Workshop) -> None:
    told.run("apply", ".", "--yes")
    ended = told.run("rollback", "--delete-agents", "--yes")
    assert ended.code == 0, ended.out + ended.err
    assert told.agents() == []
    assert told.changed() == []


def test_what_was_recorded_becomes_agents_later(told: Workshop) -> None:
    told.run("apply", ".", "--yes")
    record = {
        "channel": "webrtc",
        "environment": "default",
        "fingerprint": fingerprint("webrtc", SENT),
        "configuration": SENT,
    }
    (told.root / "seen.jsonl").write_text(json.dumps(record) + "\n")
    told.commit()

    ended = told.run("apply", ".", "--yes", "--recorded", "seen.jsonl")

    assert ended.code == 0, ended.out + ended.err
    assert fingerprint("webrtc", SENT) in table_of(told)
    assert len(table_of(told)) == 3
    assert len(told.agents()) == 5
    assert told.run("apply", ".", "--yes").code == 0
    assert len(table_of(told)) == 3


def test_what_the_api_refused_is_asked_for_once(told: Workshop) -> None:
    told.run("apply", ".", "--yes")
    sent = {**SENT, "companionId": "comp_that_is_gone"}
    record = {
        "channel": "webrtc",
        "environment": "default",
        "fingerprint": fingerprint("webrtc", sent),
        "configuration": sent,
    }
    (told.root / "seen.jsonl").write_text(json.dumps(record) + "\n")
    told.commit()
    once = told.run("apply", ".", "--yes", "--recorded", "seen.jsonl")
    assert once.code == 3, once
    assert "CompanionNotFound" in once.out
    asked = told.requests_that_write()

    again = told.run("apply", ".", "--yes", "--recorded", "seen.jsonl")

    assert again.code == 0, again
    assert "comp_that_is_gone" not in (told.root / "omniagents.toml").read_text()
    assert told.requests_that_write() == asked
    assert "1 recorded configuration not asked for again" in again.out

    (told.root / ".migrator/refused.json").unlink()
    told.run("apply", ".", "--yes", "--recorded", "seen.jsonl")
    assert len(told.requests_that_write()) == len(asked) + 1


def test_an_agent_that_people_changed_stays_the_one_that_its_calls_find(told: Workshop) -> None:
    told.run("apply", ".", "--yes")
    before = table_of(told)
    definitions = told.root / "omniagents.toml"
    text = definitions.read_text()
    start = text.index("[agents.told.body]")
    changed = text[:start] + text[start:].replace('"alloy"', '"verse"', 1)
    definitions.write_text(changed)
    told.commit()

    ended = told.run("apply", ".", "--yes")

    assert ended.code == 0, ended.out + ended.err
    assert "changed   agent told" in ended.out
    assert table_of(told) == before
    assert len(told.agents()) == 4


def test_a_table_that_someone_broke_is_named(told: Workshop) -> None:
    told.run("apply", ".", "--yes")
    (told.root / TABLE).write_text("<<<<<<< HEAD\n")
    told.commit()
    ended = told.run("apply", ".", "--yes")
    assert ended.code == 2
    assert f"{TABLE} can't be read" in ended.err


def test_a_table_with_uncommitted_work_waits(told: Workshop) -> None:
    told.run("apply", ".", "--yes")
    told.commit()
    text = (told.root / TABLE).read_text().replace('"default"', '"mine": {},\n    "default"')
    (told.root / TABLE).write_text(text)
    (told.root / "migrator.toml").write_text(
        SETTINGS.replace('"comp_sales"', '"comp_sales", "comp_concierge"')
    )
    told.run("apply", ".", "--yes")
    assert (told.root / TABLE).read_text() == text


def test_a_single_file_is_not_made_to_import_what_nothing_writes(told: Workshop) -> None:
    told.run("apply", ".", "--agents-only", "--yes")
    before = (told.root / "app/told.py").read_text()
    done = codemod(told, "app/told.py", "app/voice.py")
    assert done.returncode == 0, done.stderr
    assert (told.root / "app/told.py").read_text() == before
    assert " M app/voice.py" in told.changed()
