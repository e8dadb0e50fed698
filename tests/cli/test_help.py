"""Help screens word for word, and what the command line refuses. UPDATE_GOLDEN=1 writes them anew."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from migrator import __version__
from tests.end_to_end.workshop import CHECKOUT, Workshop

GOLDEN = Path(__file__).parent / "golden"
COMMANDS = [
    "plan", "apply", "check", "verify", "rollback", "report", "explain", "rules", "sandbox", "demo",
]  # fmt: skip
HEAVY = {"libcst", "httpx", "pydantic", "jinja2", "rich", "tomlkit", "fastapi"}


@pytest.fixture
def here(tmp_path: Path) -> Workshop:
    return Workshop(tmp_path, "http://127.0.0.1:9", None, {"COLUMNS": "80"})


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_reads_as_it_always_did(here: Workshop, command: str) -> None:
    ended = here.run(*command.split(), "--help")

    file = GOLDEN / f"{command or 'migrator'}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.write_text(ended.out, "utf-8")
    assert ended.out == file.read_text("utf-8")
    assert (ended.code, ended.err) == (0, "")


def test_every_command_of_the_list_is_there(here: Workshop) -> None:
    lines = here.run("-h").out.partition("Commands:\n")[2].splitlines()
    named = [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]
    assert [name for name in named if name in COMMANDS] == COMMANDS


def loaded_by(folder: Path, *arguments: str) -> set[str]:
    """Names of the modules that a command loads."""
    program = (
        "import json, sys\n"
        "from migrator.cli.main import exit_code\n"
        "try:\n    exit_code()\n"
        "finally:\n    print(json.dumps(sorted(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize("options", [["--version"], ["apply", "--help"], ["--help"]])
def test_it_answers_without_loading_what_it_does_not_need(options: list[str]) -> None:
    loaded = loaded_by(CHECKOUT, *options)
    assert HEAVY.isdisjoint(loaded)
    assert "migrator.cli.main" in loaded


def test_a_plan_that_edits_nothing_loads_no_parser_for_edits(tmp_path: Path) -> None:
    (tmp_path / "main.py").write_text("print(1)\n")
    loaded = loaded_by(tmp_path, "plan", ".", "--quiet")
    assert {"libcst", "httpx", "jinja2"}.isdisjoint(loaded)
    assert "migrator.run.planning" in loaded


def test_the_module_is_the_command(here: Workshop) -> None:
    ended = here.run_apart("--version")
    assert ended.out == f"migrator, version {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["migrate"], "No such command 'migrate'"),
        (["plan", "--fast"], "No such option"),
        (["plan", "--format", "xml"], "'xml' is not one of"),
        (["apply", "--agents-only", "--code-only"], "exclude each other"),
        (["apply", "--jobs", "0"], "--jobs"),
        (["explain", "OM999"], "OM999"),
        (["rules", "show", "connections_to_agent"], "Did you mean connections_to_agents?"),
        (["sandbox", "--fault", "boredom=1"], "expected KIND=RATE"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(
    here: Workshop, arguments: list[str], said: str
) -> None:
    ended = here.run(*arguments)
    assert ended.code == 2
    assert said in " ".join(ended.err.split())
    assert ended.out == ""


def test_without_a_command_the_commands_are_shown(here: Workshop) -> None:
    ended = here.run()
    assert ended.code == 2
    assert "Commands:" in ended.err + ended.out


@pytest.mark.parametrize(
    "arguments",
    [
        ["explain"],
        ["explain", "om101"],
        ["explain", "per-session-call"],
        ["rules"],
        ["rules", "show"],
    ],
    ids=" ".join,
)
def test_lists_for_people_and_for_scripts(here: Workshop, arguments: list[str]) -> None:
    people, scripts = here.run(*arguments), here.run(*arguments, "--format", "json")
    assert (people.code, people.err, scripts.code, scripts.err) == (0, "", 0, "")
    assert people.out.strip()
    assert json.loads(scripts.out)
