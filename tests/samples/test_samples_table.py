"""The samples' README table and `samples.toml` say the same, and leave no folder out."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

SAMPLES = Path(__file__).parents[2] / "samples"
ROW = re.compile(r"^\| `(?P<name>\w+)` \| .+ \| (?P<ending>migrates|stays)\b.*? \|$", re.MULTILINE)
STATUS = {"migrates": "migrate", "stays": "left"}


def promised_by_toml() -> dict[str, set[str]]:
    rows = tomllib.loads((SAMPLES / "samples.toml").read_text("utf-8"))["sample"]
    return {row["name"]: set(row["expected"]) for row in rows}


def test_readme_and_toml_promise_the_same_ending() -> None:
    table = (SAMPLES / "README.md").read_text("utf-8")
    promised_by_readme = {row["name"]: {STATUS[row["ending"]]} for row in ROW.finditer(table)}

    assert promised_by_readme == promised_by_toml()


def test_every_sample_folder_is_listed() -> None:
    folders = {entry.parent.name for entry in SAMPLES.glob("*/run.py")}

    assert folders == set(promised_by_toml())


def test_each_site_has_an_expected_status() -> None:
    rows = tomllib.loads((SAMPLES / "samples.toml").read_text("utf-8"))["sample"]

    assert {row["name"]: len(row["expected"]) for row in rows} == {
        row["name"]: row["sites"] for row in rows
    }
