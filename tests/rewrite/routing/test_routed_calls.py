"""Calls before and after they choose their agent at run time. UPDATE_GOLDEN=1 writes them anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.rewrite.routing.planned import PACKAGE, planned

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
