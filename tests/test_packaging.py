"""The wheel, alone in a clean environment, has all it needs: code, rule packs and samples."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from migrator import __version__

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    run([*build, str(ROOT)], folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a new environment that holds the wheel and what it requires."""
    place = tmp_path_factory.mktemp("clean") / "venv"
    run([sys.executable, "-m", "venv", "--without-pip", str(place)], place.parent)
    pip = [sys.executable, "-m", "pip", "--python", str(place / "bin" / "python")]
    run([*pip, "install", "--quiet", "--disable-pip-version-check", str(wheel)], place.parent)
    return place / "bin"


def run(command: list[str], folder: Path) -> str:
    """Standard output of a command that sees nothing of the checkout."""
    environment = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_wheel_holds_what_the_program_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "migrator").rglob("*.py")}
    rules = {f"migrator/_rules/{path.name}" for path in (ROOT / "rules").glob("*.toml")}
    templates = (ROOT / "migrator" / "report" / "templates").iterdir()
    shown = {path.relative_to(ROOT).as_posix() for path in templates if path.is_file()}
    assert modules | rules | shown | {"migrator/py.typed"} <= names
    assert any(name.startswith("migrator/_samples/") for name in names)
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"migrator", f"omniagent_migrator-{__version__}.dist-info"}
    assert not [name for name in names if "__pycache__" in name or ".migrator/" in name]


def test_rule_packs_are_found_outside_the_checkout(clean: Path) -> None:
    program = (
        "from migrator.model.loading import default_pack_path, load_pack\n"
        "from migrator.model.languages import iso_code\n"
        "print(load_pack(default_pack_path()).name, iso_code('German'))\n"
    )
    folder = clean.parent.parent
    assert run([str(clean / "python"), "-c", program], folder) == "connections_to_agents de\n"


@pytest.mark.parametrize("command", [["migrator"], ["python", "-m", "migrator"]])
def test_the_command_runs_outside_the_checkout(clean: Path, command: list[str]) -> None:
    start = [str(clean / command[0]), *command[1:]]
    folder = clean.parent.parent
    assert __version__ in run([*start, "--version"], folder)
    assert "connections_to_agents" in run([*start, "rules"], folder)
    assert "apply" in run([*start, "--help"], folder)
