"""Each folder under cases/ is one file before and after, or before with the reason it is left."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from migrator.rewrite.editor import edit_file
from migrator.rewrite.edits import EditedFile
from tests.rewrite.sites import PACK, Case, site_edits

CASES = Path(__file__).parent / "cases"
EDITED = sorted(folder.name for folder in CASES.iterdir() if (folder / "after.py").exists())
REFUSED = sorted(folder.name for folder in CASES.iterdir() if (folder / "reason.txt").exists())


def read(name: str, file: str) -> str:
    return (CASES / name / file).read_text(encoding="utf-8")


def edited(name: str, text: str) -> EditedFile:
    case = Case.load(CASES / name)
    edits = site_edits("app.py", text, case)
    assert edits, "the case has no call"
    return edit_file("app.py", text, edits, PACK, case.used_elsewhere.__contains__)


@pytest.mark.parametrize("name", EDITED)
def test_the_edit_is_the_one_an_engineer_would_make(name: str) -> None:
    result = edited(name, read(name, "before.py"))
    assert not result.refused
    assert result.text == read(name, "after.py")
    ast.parse(result.text)


@pytest.mark.parametrize("name", EDITED)
def test_line_endings_survive(name: str) -> None:
    before, after = (read(name, file).replace("\n", "\r\n") for file in ("before.py", "after.py"))
    assert edited(name, before).text == after


@pytest.mark.parametrize("name", EDITED)
def test_tabs_survive(name: str) -> None:
    before, after = (_tabbed(read(name, file)) for file in ("before.py", "after.py"))
    assert edited(name, before).text == after


@pytest.mark.parametrize("name", EDITED)
def test_a_second_edit_finds_nothing(name: str) -> None:
    assert site_edits("app.py", read(name, "after.py")) == []


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_call_stays_as_it_was(name: str) -> None:
    before = read(name, "before.py")
    result = edited(name, before)
    assert list(result.refused.values()) == [read(name, "reason.txt").strip()]
    assert result.text == before


def _tabbed(text: str) -> str:
    return re.sub(r"^(?: {4})+", lambda m: "\t" * (len(m[0]) // 4), text, flags=re.MULTILINE)
