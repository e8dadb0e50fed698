"""Projects of a few files, planned as `--dynamic route` asks."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from migrator.run.planning import Planned, make_plan
from migrator.run.project import open_project

SETTINGS = """\
import os

BASE = os.environ["NAPSTER_BASE_URL"]
KEY = os.environ["NAPSTER_API_KEY"]
VOICES = {"calm": "sage"}
"""
PACKAGE = {"app/__init__.py": "", "app/settings.py": SETTINGS}


def planned(
    folder: Path, files: Mapping[str, str], overrides: Mapping[str, object] | None = None
) -> Planned:
    """The plan for these files, in a folder of their own."""
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    wanted = {"dynamic": "route", **(overrides or {})}
    return make_plan(open_project([folder], overrides=wanted))
