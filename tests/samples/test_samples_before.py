"""Every sample, as it is before the migration, does what `samples.toml` promises."""

from __future__ import annotations

import dataclasses
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, get_args

import httpx
import pytest

from migrator.sandbox.embedded import RunningSandbox, running
from migrator.sandbox.settings import UNLIMITED, Profile

SAMPLES = Path(__file__).parents[2] / "samples"
ROWS = tomllib.loads((SAMPLES / "samples.toml").read_text("utf-8"))["sample"]
Sample = dict[str, Any]

each_sample = pytest.mark.parametrize("sample", ROWS, ids=[row["name"] for row in ROWS])


@pytest.fixture(scope="module")
def servers() -> Iterator[list[RunningSandbox]]:
    """One of each profile."""
    with ExitStack() as opened:
        yield [
            opened.enter_context(running(dataclasses.replace(UNLIMITED, profile=profile)))
            for profile in get_args(Profile)
        ]


@pytest.fixture(scope="module")
def copied_samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("elsewhere") / "samples"
    shutil.copytree(SAMPLES, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def run_sample(
    sample: Sample, folder: Path, sandbox: RunningSandbox, key: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run an entry point as a user would, from a folder that is not its own."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("NAPSTER_", "DJANGO_", "PYTHON"))
    }
    environment |= {
        "NAPSTER_BASE_URL": sandbox.base_url,
        "NAPSTER_API_KEY": key or sandbox.api_key,
        "NO_PROXY": "127.0.0.1",
    }
    return subprocess.run(
        [sys.executable, folder / sample["run"]],
        cwd=folder.parent,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def statuses(sandbox: RunningSandbox) -> set[str]:
    answer = httpx.get(
        f"{sandbox.base_url}/public/sessions", headers={"X-Api-Key": sandbox.api_key}
    )
    return {session["status"] for session in answer.raise_for_status().json()["items"]}


@each_sample
def test_it_opens_the_sessions_it_promises_and_prints_the_same_in_both_profiles(
    sample: Sample, copied_samples: Path, servers: list[RunningSandbox]
) -> None:
    printed = set()
    for sandbox in servers:
        sandbox.reset()
        done = run_sample(sample, copied_samples, sandbox)

        assert done.returncode == 0, done.stderr
        opened = sandbox.effective_sessions()
        assert len(opened) == sample["sessions"]
        assert [session["ignored"] for session in opened] == [[]] * sample["sessions"]
        assert statuses(sandbox) == {"closed"}
        printed.add(done.stdout)
    assert len(printed) == 1
    assert all(text.strip() for text in printed)


@each_sample
def test_it_fails_when_the_service_refuses(
    sample: Sample, copied_samples: Path, servers: list[RunningSandbox]
) -> None:
    sandbox = servers[0]
    sandbox.reset()
    refused = run_sample(sample, copied_samples, sandbox, key="not-a-key")

    assert refused.returncode != 0
    assert sandbox.effective_sessions() == []
