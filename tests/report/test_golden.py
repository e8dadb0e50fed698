"""Every format of one realistic plan, byte for byte. UPDATE_GOLDEN=1 writes the files anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from migrator.report.rendering import Format, render

from . import plans

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("html", "plan.html"),
        ("markdown", "plan.md"),
        ("json", "plan.json"),
        ("sarif", "plan.sarif"),
        ("github", "plan.annotations"),
        ("text", "plan.txt"),
    ],
)
def test_a_plan_reads_as_it_always_did(form: Format, name: str) -> None:
    rendered = render(form, plans.realistic(), plans.pack(), plans.lock())
    file = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_bytes(rendered.encode())
    assert rendered.encode() == file.read_bytes()


def test_after_apply_the_report_tells_of_what_was_done() -> None:
    text = render("text", plans.realistic(), plans.pack(), plans.lock(), applied=True)
    assert "Applied: 2 migrated and 1 routed through 2 agents, 2 stay" in text
    assert "to migrate" not in text
    assert "migrator rollback" in text


def test_a_plan_without_calls_says_so_in_every_format() -> None:
    empty = plans.plan([])
    assert "nothing to migrate" in render("text", empty, plans.pack())
    assert "No call that opens a session was found" in render("html", empty, plans.pack())
    assert "No call that opens a session was found" in render("markdown", empty, plans.pack())
    assert render("github", empty, plans.pack()) == ""


def test_markdown_fits_a_pull_request_whatever_the_size_of_the_plan() -> None:
    text = render("markdown", plans.large(), plans.pack())
    assert len(text) < 65_536
    assert "### Calls" in text
    assert re.search(r"\| and \d+ more \|", text)
    assert re.search(r"_\d+ parts left out for length: see the HTML report._", text)
    assert text.count("<details>") == text.count("</details>") > 10


def test_calls_that_are_edited_together_share_one_diff() -> None:
    edited = {"before": "old()\n", "after": "new()\n", "diff": "-old()\n+new()\n"}
    calls = [plans.site(n, "a.py", n, "migrate", agents=["support"], **edited) for n in (1, 2, 3)]
    made = plans.plan(calls, plans.realistic().agents)
    html = render("html", made, plans.pack())
    assert html.count("Before and after") == 1
    assert html.count("which shows the change") == 2
    assert render("markdown", made, plans.pack()).count("+new()") == 1
