"""What a plan makes of calls that only the whole of find, read, plan and proof can judge."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.model.plan import Plan
from migrator.run.planning import make_plan
from migrator.run.project import open_project

CALL = """import os

import requests

HEADERS = {{"X-Api-Key": os.environ["NAPSTER_API_KEY"]}}
BASE = "https://companion-api.napster.com"


def connect(user):
    body = {{
        "companionId": "comp_a",
        "language": os.environ["SPOKEN"],
        "providerConfig": {{"voiceId": "alloy"}},
        "externalClientId": user,
    }}
    return {send}
"""
REQUESTS = 'requests.post(f"{BASE}/public/connections", json=body, headers=HEADERS)'
UNKNOWN = (
    'OPENER.connection.request("POST", "/public/connections", json.dumps(body), headers=HEADERS)'
)


def planned(folder: Path, send: str, spoken: str) -> Plan:
    (folder / "app.py").write_text("import json\n" + CALL.format(send=send))
    project = open_project([folder], given=[("--set", {"SPOKEN": spoken})])
    return make_plan(project).plan


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NAPSTER_BASE_URL", raising=False)
    return tmp_path


def test_a_language_code_from_the_environment_is_taken(folder: Path) -> None:
    assert [site.status for site in planned(folder, REQUESTS, "fr").call_sites] == ["migrate"]


@pytest.mark.parametrize("spoken", ["French", "fr-FR", "shimmer"])
def test_any_other_language_from_the_environment_keeps_the_call(folder: Path, spoken: str) -> None:
    (site,) = planned(folder, REQUESTS, spoken).call_sites
    assert (site.status, "OM203" in site.findings) == ("left", True)


def test_a_body_given_by_position_to_an_unknown_connection_is_a_call(folder: Path) -> None:
    (site,) = planned(folder, UNKNOWN, "fr").call_sites
    assert site.endpoint == "connections"


JSON_TEXT = """requests.post(
        BASE + "/public/connections",
        data='{"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}',
        headers=HEADERS,
    )"""


def test_a_body_that_is_json_text_in_the_source_stays_for_that_reason(folder: Path) -> None:
    plan = planned(folder, JSON_TEXT, "fr")
    reasons = [found.message for found in plan.findings if found.severity == "error"]
    assert ["no part of it can be taken out" in reason for reason in reasons] == [True]
