"""A million lines of public packages, installed once into a folder and never committed.

Left out are the three files that set environment variables whose names aren't known: with one of
them in the tree every value from the environment is unknown and every planted call stays, so that
neither an edit nor a proof would be measured.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from collections.abc import Iterable
from pathlib import Path

LINES = 1_000_000
PACKAGES = (
    "django==5.2.7",
    "scrapy==2.13.3",
    "celery==5.5.3",
    "sentry-sdk==2.42.0",
    "ansible-core==2.18.9",
    "networkx==3.5",
    "homeassistant==2024.3.3",
)
# Filled up from this one, which alone would be too large.
_LAST = "homeassistant"
# `os.environ[k] = v` and `os.environ.update(these)`.
_LEFT_OUT = frozenset(
    {"ansible/cli/pull.py", "django/db/backends/oracle/base.py", "scrapy/utils/misc.py"}
)
_AST_GREP = "ast-grep-cli==0.51.1"


def installed(packages: Iterable[str], folder: Path) -> Path:
    """The folder that holds the packages, without their dependencies. Installs them once."""
    done = folder / ".complete"
    if not done.exists():
        shutil.rmtree(folder, ignore_errors=True)
        pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-compile"]
        subprocess.run([*pip, "--target", str(folder), *packages], check=True)
        done.touch()
    return folder


def lay_out(packages: Path, tree: Path) -> int:
    """Copy the packages' Python files to `tree` until it holds a million lines; returns them."""
    lines = 0
    files = sorted(path.relative_to(packages) for path in packages.rglob("*.py"))
    for path in sorted(files, key=lambda path: path.parts[0] == _LAST):
        if lines >= LINES:
            break
        if path.as_posix() in _LEFT_OUT:
            continue
        data = (packages / path).read_bytes()
        target = tree / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        lines += data.count(b"\n")
    return lines


def ast_grep(folder: Path) -> Path:
    """The ast-grep command in an environment of its own. Installs it once."""
    command = folder / "bin" / "ast-grep"
    if not command.exists():
        venv.create(folder, with_pip=True)
        pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", _AST_GREP]
        subprocess.run(pip, check=True)
    return command
