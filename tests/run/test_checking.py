"""The baseline of `check`: calls that are agreed to stay, wherever they move in their file."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.run.checking import CheckResult, check, update_baseline, verdict
from migrator.run.planning import make_plan
from migrator.run.project import open_project

CALL = """\
import requests


def {name}(customer, prompt):
    return requests.post(
        "https://companion-api.napster.com/public/connections",
        headers={{"X-Api-Key": "k"}},
        json={{
            "companionId": "comp_sales",
            "providerConfig": {{"voiceId": "alloy", "settings": {{"instructions": prompt}}}},
            "externalClientId": customer,
        }},
    )
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    (root / "voice.py").write_text(CALL.format(name="open_sales"))
    return root


def checked(root: Path, baseline: Path) -> CheckResult:
    return check(make_plan(open_project([root])).plan, baseline)


def test_what_was_agreed_on_passes_when_lines_move(project: Path) -> None:
    baseline = project / "agreed.json"
    assert update_baseline(make_plan(open_project([project])).plan, baseline) == 1
    (project / "voice.py").write_text("# moved\n\n\n" + CALL.format(name="open_sales"))

    result = checked(project, baseline)

    assert (result.passed, result.accepted) == (True, 1)
    assert verdict(result) == "No per-session call remains (1 in the baseline)."


def test_a_second_call_like_it_does_not_pass(project: Path) -> None:
    baseline = project / "agreed.json"
    update_baseline(make_plan(open_project([project])).plan, baseline)
    (project / "more.py").write_text(CALL.format(name="open_sales"))

    result = checked(project, baseline)

    assert [site.path for site in result.remaining] == ["more.py"]
    assert verdict(result) == "1 per-session call remains (1 in the baseline)."


def test_a_call_that_sends_something_else_does_not_pass(project: Path) -> None:
    baseline = project / "agreed.json"
    update_baseline(make_plan(open_project([project])).plan, baseline)
    text = CALL.format(name="open_sales").replace('"externalClientId"', '"externalClientProfile"')
    (project / "voice.py").write_text(text)

    assert not checked(project, baseline).passed


def test_the_baseline_is_the_same_for_the_same_calls(project: Path) -> None:
    (project / "more.py").write_text(CALL.format(name="open_more"))
    files = [project / "one.json", project / "two.json"]
    for file in files:
        update_baseline(make_plan(open_project([project])).plan, file)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_without_a_baseline_nothing_is_agreed_on(project: Path) -> None:
    assert not checked(project, project / "none.json").passed
