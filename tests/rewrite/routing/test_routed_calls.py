"""Calls before and after they choose their agent at run time. UPDATE_GOLDEN=1 writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.rewrite.routing.planned import PACKAGE, planned
from tests.run.notebooks import code, write

CASES = sorted((Path(__file__).parent / "cases").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_call_asks_for_its_agent(case: Path, tmp_path: Path) -> None:
    before, after = case / "before.py", case / "after.py"
    plan = planned(tmp_path, {**PACKAGE, "app/calls.py": before.read_text()})
    statuses = {site.id: (site.status, site.findings) for site in plan.plan.call_sites}
    assert {status for status, _ in statuses.values()} <= {"route", "migrate"}, statuses
    assert "route" in {status for status, _ in statuses.values()}
    text = plan.texts["app/calls.py"]
    if os.environ.get("UPDATE_GOLDEN"):
        after.write_text(text)
    assert text == after.read_text()


def test_a_relative_import_stands_below_all_others_of_its_section(tmp_path: Path) -> None:
    head = "from __future__ import annotations\nfrom typing import Any\nfrom ..settings import BASE, KEY\nimport requests\n\n\n"
    call = (
        "def f(companion: Any):\n"
        '    payload = {"companionId": companion, "providerConfig": {"voiceId": "v"}}\n'
        '    return requests.post(f"{BASE}/public/connections", json=payload, headers={"X-Api-Key": KEY})\n'
    )
    files = {**PACKAGE, "app/desk/__init__.py": "", "app/desk/calls.py": head + call}
    text = planned(tmp_path, files).texts["app/desk/calls.py"]
    assert text.startswith(
        "from __future__ import annotations\nfrom typing import Any\n"
        "from ..settings import BASE, KEY\nimport requests\nfrom .omniagents import route\n"
    )


def test_a_notebook_that_imports_the_project_asks_too(tmp_path: Path) -> None:
    imports = "import requests\n\nfrom app.settings import BASE, KEY"
    payload = 'payload = {"companionId": input(), "providerConfig": {"voiceId": "v"}}'
    call = '%%time\nr = requests.post(\n    f"{BASE}/public/connections", json=payload, headers={"X-Api-Key": KEY}\n)'
    write(tmp_path / "calls.ipynb", *map(code, [imports, payload, call]))
    plan = planned(tmp_path, PACKAGE)
    assert [site.status for site in plan.plan.call_sites] == ["route"]
    assert "\nfrom omniagents import route\n" in plan.texts["calls.ipynb"]
    assert 'path, body = route("webrtc", payload)\nr = requests.post(' in plan.texts["calls.ipynb"]


def test_a_notebook_that_imports_nothing_of_the_project_stays(tmp_path: Path) -> None:
    head = 'import os\nimport requests\nBASE, KEY = os.environ["NAPSTER_BASE_URL"], os.environ["K"]'
    call = 'requests.post(f"{BASE}/public/connections", json={"companionId": input(), "providerConfig": {"voiceId": "v"}}, headers={"X-Api-Key": KEY})'
    write(tmp_path / "calls.ipynb", code(head), code(call))
    plan = planned(tmp_path, PACKAGE)
    assert [site.status for site in plan.plan.call_sites] == ["left"]
    assert "imports no module of the project" in plan.plan.to_json()
