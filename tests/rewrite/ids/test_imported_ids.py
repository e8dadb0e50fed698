"""Calls before and after they find their agents' ids in a module of the project.

UPDATE_GOLDEN=1 writes the texts anew.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from migrator.model.settings import Settings
from migrator.rewrite.edits import AgentReference
from migrator.rewrite.ids_module import AgentIds, BrokenIdsError, read_ids
from migrator.rewrite.module_reference import ModuleReference
from migrator.rewrite.reference_check import wrong_definition
from migrator.rewrite.syntax import Side
from tests.rewrite.proving import Program
from tests.rewrite.routing.planned import PACKAGE, SETTINGS, planned

CASES = sorted((Path(__file__).parent / "cases").iterdir())
ONE = AgentIds("default", {"default": {"DESK_AGENT_ID": "agent_1"}})
TWO = AgentIds(
    "default",
    {
        "default": {"DESK_AGENT_ID": "agent_1", "SHOP_AGENT_ID": "agent_2"},
        "staging": {"DESK_AGENT_ID": "agent_3"},
    },
)
CALLS = """\
import requests

from app.settings import BASE, KEY


def desk(guest):
    body = {"companionId": "comp_desk", "providerConfig": {"voiceId": "v"}, "externalClientId": guest}
    return requests.post(f"{BASE}/public/connections", json=body, headers={"X-Api-Key": KEY})
"""
IDS = ONE.text().replace("agent_1", "(known after apply: desk)")
DEFINED = """\
[agents.desk]
name = "Desk"
call_sites = []

[agents.desk.body]
companionId = "comp_desk"
voiceId = "v"
providerSettings = {}

[agents.desk.channels.webrtc]
"""
LAST = 'json=body, headers={"X-Api-Key": KEY})'
IMPORT = "from app.omniagent_ids import DESK_AGENT_ID"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_call_imports_its_agents_id(case: Path, tmp_path: Path) -> None:
    before, after = case / "before.py", case / "after.py"
    files = {**PACKAGE, "app/calls.py": before.read_text()}
    if "omniagent_ids" in files["app/calls.py"]:
        files["app/omniagent_ids.py"] = ONE.text()
    plan = planned(tmp_path, files, {"dynamic": "leave", "agent_ref": "module"})
    assert {site.status for site in plan.plan.call_sites} <= {"migrate", "done"}, plan.plan.findings
    text = plan.texts["app/calls.py"]
    if os.environ.get("UPDATE_GOLDEN"):
        after.write_text(text)
    assert text == after.read_text()


@pytest.mark.parametrize("ids", [ONE, TWO], ids=["one", "two"])
def test_what_is_written_is_read_again(ids: AgentIds) -> None:
    assert read_ids(ids.text()) == ids


@pytest.mark.parametrize(
    ("environment", "found"), [(None, "agent_1"), ("default", "agent_1"), ("other", KeyError)]
)
def test_the_environment_picks_the_ids(
    environment: str | None, found: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = replace(TWO, sections={**TWO.sections, "staging": TWO.sections["default"]})
    monkeypatch.delenv("OMNIAGENT_ENVIRONMENT", raising=False)
    if environment is not None:
        monkeypatch.setenv("OMNIAGENT_ENVIRONMENT", environment)
    module: dict[str, object] = {}
    if found is KeyError:
        with pytest.raises(KeyError):
            exec(whole.text(), module)
    else:
        exec(whole.text(), module)
        assert module["DESK_AGENT_ID"] == found


def test_an_agent_that_an_environment_lacks_is_told_of() -> None:
    assert '_IDS["SHOP_AGENT_ID"]  # not yet in: staging\n' in TWO.text()


@pytest.mark.parametrize("text", ["", "X = {}\n", '"""Ids of the Omniagents"""\nX = f()\n', "("])
def test_a_module_that_somebody_changed_is_not_guessed_at(text: str) -> None:
    with pytest.raises(BrokenIdsError):
        read_ids(text)


@pytest.mark.parametrize(
    ("why", "old", "new"),
    [
        ("not seen to use the agent's id", f"{IMPORT}\n", ""),
        ("not imported once", IMPORT, "from app.other import DESK_AGENT_ID"),
        ("not seen to use", IMPORT, "from app.other import SHOP_AGENT_ID as DESK_AGENT_ID"),
        ("not seen to use", IMPORT, f'{IMPORT}\nDESK_AGENT_ID = "agent_9"'),
        ("not imported once", f"{IMPORT}\n", f"{IMPORT}\n{IMPORT}\n"),
        ("changed too", f"{IMPORT}\n", f"try:\n    {IMPORT}\nexcept ImportError:\n    pass\n"),
        ("before it is defined", LAST, f"{LAST}\n\n\n{IMPORT}\n"),
    ],
)
def test_another_import_is_not_proved(why: str, old: str, new: str) -> None:
    program = Program(
        {**PACKAGE, "app/calls.py": CALLS, "app/omniagent_ids.py": IDS, "app/other.py": IDS},
        Settings(agent_ref="module"),
    )
    text = program.edited["app/calls.py"]
    assert IMPORT in text
    assert program.refusals({}) == {}
    wrong = text.replace(old, new)
    if wrong.rstrip().endswith(IMPORT):
        wrong = wrong.replace(f"{IMPORT}\n", "", 1)
    (said,) = program.refusals({"app/calls.py": wrong}).values()
    assert why in said


def test_a_name_that_stood_for_something_else_is_not_taken() -> None:
    old = "def f(DESK_AGENT_ID):\n    return DESK_AGENT_ID\n"
    reference = AgentReference("module", "DESK_AGENT_ID", "a", ModuleReference("app.omniagent_ids"))
    new = f"{IMPORT}\n\n\ndef f():\n    return DESK_AGENT_ID\n"
    why = wrong_definition(reference, *(Side("a.py", text, [], frozenset()) for text in (old, new)))
    assert why == "DESK_AGENT_ID stood for something else before"


def test_an_id_of_another_agent_is_not_proved() -> None:
    files = {**PACKAGE, "app/calls.py": CALLS, "app/omniagent_ids.py": ONE.text()}
    program = Program(files, Settings(agent_ref="module"))
    (failure,) = program.edits.failures.values()
    assert "not seen to use the agent's id" in failure.message


def test_a_file_that_imports_nothing_of_the_project_keeps_its_id(tmp_path: Path) -> None:
    alone = CALLS.replace("from app.settings import BASE, KEY", SETTINGS)
    plan = planned(tmp_path, {"tools/calls.py": alone}, {"agent_ref": "module"}).plan
    assert "OM323" in {finding.code for finding in plan.findings}
    assert [site.status for site in plan.call_sites] == ["migrate"]
    assert "+DESK_AGENT_ID = " in plan.call_sites[0].diff


def test_a_file_that_imports_the_id_does_so_whatever_is_asked_for(tmp_path: Path) -> None:
    more = CALLS.replace("def desk(", "def other(").partition("def ")
    files = {
        **PACKAGE,
        "app/omniagent_ids.py": IDS,
        "app/calls.py": f"{IMPORT}\n{CALLS}\n\nprint(DESK_AGENT_ID)\n\n\ndef {more[2]}",
        "omniagents.toml": DEFINED,
    }
    plan = planned(tmp_path, files)
    assert {site.status for site in plan.plan.call_sites} == {"migrate"}, plan.plan.findings
    assert plan.texts["app/calls.py"].count("import DESK_AGENT_ID") == 1
    assert "\nDESK_AGENT_ID =" not in plan.texts["app/calls.py"]
