"""A scratch work tree with real git, and an ordinary user for what root may always do."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Git = Callable[..., None]
NOBODY = 65534


def put(root: Path, name: str, text: str | bytes = "") -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.fixture
def git(tmp_path: Path) -> Git:
    """`git(folder, "add", "-A")`, without the configuration of whoever runs the tests."""
    environment = {
        **os.environ,
        "HOME": str(tmp_path),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.com",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.com",
    }

    def run(folder: Path, *arguments: str) -> None:
        command = ["git", "-c", "protocol.file.allow=always", "-C", str(folder), *arguments]
        subprocess.run(command, check=True, capture_output=True, env=environment)

    return run


@pytest.fixture
def repository(tmp_path: Path, git: Git) -> Path:
    root = tmp_path / "project"
    root.mkdir()
    git(root, "init", "-q")
    return root


@pytest.fixture
def ordinary_folder() -> Iterator[Path]:
    """A folder of a user whom permissions bind, who also runs the test."""
    folder = Path(tempfile.mkdtemp()).resolve()
    if os.geteuid() != 0:
        yield folder
    else:
        os.chown(folder, NOBODY, NOBODY)
        os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            os.seteuid(0)
    shutil.rmtree(folder)
