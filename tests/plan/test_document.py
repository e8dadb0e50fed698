"""The plan as a document: the same tree gives the same bytes, each call its own part of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.model.plan import Plan
from migrator.run.planning import make_plan
from migrator.run.project import open_project

SETTINGS = 'COMPANION = "comp_a"\nSECRET = "sk-proj-a1B2a1B2a1B2a1B2a1B2a1B2a1B2a1B2"\n'
TWO_CALLS = """import os

import requests

from settings import COMPANION, SECRET

HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
URL = "https://companion-api.napster.com/public/connections"


def desk(user):
    "größe"; requests.post(URL, headers=HEADERS, json={
        "companionId": COMPANION,
        "language": os.environ.get("TONGUE", "en"),
        "providerConfig": {"voiceId": "marin"},
        "externalClientId": user,
    })


def shop(user):
    requests.post(URL, headers=HEADERS, json={
        "companionId": COMPANION,
        "providerConfig": {"voiceId": "marin", "settings": {"instructions": SECRET}},
    })


def phone(user):
    requests.post(URL, headers=HEADERS, json={
        "companionId": "comp_b",
        "providerConfig": {"voiceId": "marin"},
        "externalClientId": user,
    })
"""


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    (tmp_path / "settings.py").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "app.py").write_text(TWO_CALLS, encoding="utf-8")
    return make_plan(open_project([tmp_path])).plan


def test_the_same_tree_gives_the_same_bytes(plan: Plan, tmp_path: Path) -> None:
    assert make_plan(open_project([tmp_path])).plan.to_json() == plan.to_json()


def test_a_secret_of_the_code_is_nowhere_in_it(plan: Plan) -> None:
    assert "sk-proj-a1B2" not in plan.to_json()


def test_each_call_shows_its_own_changes(plan: Plan) -> None:
    desk, shop, phone = plan.call_sites
    assert (desk.status, shop.status, phone.status) == ("migrate", "left", "migrate")
    assert "PHONE_AGENT_ID" not in desk.diff
    assert "PHONE_AGENT_ID" in phone.diff
    assert "comp_b" not in desk.diff
    assert shop.diff == ""


def test_places_count_characters_and_origins_are_where_the_value_stands(plan: Plan) -> None:
    desk = plan.call_sites[0]
    assert (desk.line, desk.column) == (12, 14)
    origins = {field.name: (field.kind, field.origin) for field in desk.fields}
    assert origins["companionId"] == ("known", "settings.py:1")
    assert origins["language"] == ("environment", "TONGUE")
    assert origins["externalClientId"] == ("per-request", "user")


def test_the_environment_says_where_its_values_came_from(plan: Plan) -> None:
    desk = plan.agent(plan.call_sites[0].agents[0])
    assert desk.environment == {"TONGUE": "the default in the code"}
    assert (desk.body["language"], desk.reference_kind) == ("en", "env")
