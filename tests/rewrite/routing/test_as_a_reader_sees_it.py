"""The generated modules as those read them into whose repository they come."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from ruff.__main__ import find_ruff_bin  # type: ignore[import-untyped]

from migrator.rewrite.ids_module import AgentIds
from tests.rewrite.routing.installed import install

OLDEST = (3, 9)
IDS = AgentIds("default", {"default": {"A_AGENT_ID": "a", "B_AGENT_ID": "b"}})
MORE_IDS = AgentIds("default", {**IDS.sections, "staging": {"A_AGENT_ID": "c"}})
IMPORTED = """\
import logging, sys, threading
before = set(sys.modules), threading.active_count(), list(logging.root.handlers), sys.path[:]
import omniagents, omniagent_ids
assert before[1:] == (threading.active_count(), list(logging.root.handlers), sys.path)
assert not {"socket", "urllib", "omniagents_table"} & (set(sys.modules) - before[0])
"""


@pytest.fixture(params=[{"default": {"0" * 32: "a"}, "staging": {}}, {"default": {}}, {}])
def written(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A folder with the modules that this tool writes."""
    install(tmp_path, request.param)
    (tmp_path / "omniagent_ids.py").write_text(IDS.text())
    (tmp_path / "omniagent_ids_of_two.py").write_text(MORE_IDS.text())
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [["format", "--check"], ["check"], ["check", "--select=E,W,F,I,UP,B,SIM,ANN,D100,D103,S,C90"]],
    ids=" ".join,
)
def test_formatters_and_linters_have_nothing_to_say(written: Path, command: list[str]) -> None:
    options = ["--isolated", "--target-version=py39", "--ignore=ANN401"]
    options = options if command[0] == "check" else options[:2]
    done = subprocess.run(
        [find_ruff_bin(), *command, *options, str(written)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout


def test_old_pythons_can_read_them(written: Path) -> None:
    for path in written.glob("*.py"):
        ast.parse(path.read_text(), feature_version=OLDEST)


def test_importing_them_does_nothing_else(written: Path) -> None:
    subprocess.run([sys.executable, "-W", "error", "-c", IMPORTED], cwd=written, check=True)


@pytest.mark.soak
def test_strict_type_checkers_have_nothing_to_say(written: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--cache-dir=/dev/null"]
    done = subprocess.run([*command, "."], cwd=written, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
