"""`tags = "agent"`: constant tags go to the agent, others stay on the session; sessions stay equal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from migrator.create.api_key import ApiKey
from migrator.run.applying import Access, apply
from migrator.run.planning import make_plan
from migrator.run.project import open_project
from migrator.sandbox.embedded import running
from migrator.sandbox.settings import UNLIMITED
from tests.end_to_end.differential.running import runner

PROGRAM = """\
import os

import requests

URL = os.environ["NAPSTER_BASE_URL"] + "/public/connections"
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}


def greet(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user,
        "tags": {"app": "shop"},
    }
    return requests.post(URL, json=payload, headers=HEADERS).json()


def help_with(user, topic):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user,
        "tags": {"topic": topic},
    }
    return requests.post(URL, json=payload, headers=HEADERS).json()


greet("ann")
help_with("bob", "refunds")
"""


@pytest.mark.parametrize("where", ["agent", "session"])
def test_constant_tags_go_where_the_configuration_says(tmp_path: Path, where: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    script = home / "main.py"
    script.write_text(PROGRAM)
    with (
        running(replace(UNLIMITED, any_ids=True)) as sandbox,
        runner(sandbox, tmp_path) as programs,
    ):
        before = programs.run(script, {})
        options = {"base_url": sandbox.base_url, "tags": where}
        project = open_project([home], overrides=options)
        planned = make_plan(project)
        applied = apply(project, planned, Access(ApiKey(sandbox.api_key)))
        after = programs.run(script, {})
    assert (planned.plan.summary.migrate, applied.written) == (2, ["main.py"])
    bodies = [agent.body.get("tags") for agent in planned.plan.agents]
    assert bodies == ([{"app": "shop"}, None] if where == "agent" else [None])
    assert ('"tags": {"app": "shop"}' in script.read_text()) is (where == "session")
    assert '"tags": {"topic": topic}' in script.read_text()
    told = ("tags", "companionId", "voiceId", "externalClientId")
    assert [{k: s.get(k) for k in told} for s in after.sessions] == [
        {k: s.get(k) for k in told} for s in before.sessions
    ]
