"""The samples from plan to rollback, in a real repository and both profiles of the sandbox."""

from __future__ import annotations

import json
import shutil
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

import pytest

from migrator.model.data_files import samples_folder
from migrator.run.demonstrating import demonstrate
from migrator.sandbox.embedded import running
from migrator.sandbox.settings import UNLIMITED, Profile
from tests.end_to_end.workshop import Ended, Workshop, workshop

ROWS: list[dict[str, Any]] = tomllib.loads((samples_folder() / "samples.toml").read_text("utf-8"))[
    "sample"
]


@dataclass(frozen=True)
class Step:
    """One command of the lifecycle: how it ended, and what was there afterwards."""

    ended: Ended
    plan: dict[str, Any]
    files: dict[str, bytes]
    changed: list[str]
    writes: int
    agents: list[str]


def step(project: Workshop, ended: Ended) -> Step:
    return Step(
        ended,
        json.loads((project.root / ".migrator/plan.json").read_bytes()),
        project.bytes_of_files(but=[".migrator"]),
        project.changed(),
        len(project.requests_that_write()),
        project.agents(),
    )


@dataclass(frozen=True)
class Lifecycle:
    before: dict[str, bytes]
    steps: dict[str, Step]


@pytest.fixture(scope="module", params=get_args(Profile))
def lifecycle(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Lifecycle:
    """Every command of a project's life with us, one after another."""
    root = tmp_path_factory.mktemp(request.param) / "project"
    shutil.copytree(samples_folder(), root, ignore=shutil.ignore_patterns("__pycache__"))
    baseline = str(root.parent / "baseline.json")
    commands = {
        "plan": ["plan", "."],
        "apply": ["apply", ".", "--yes"],
        "second apply": ["apply", ".", "--yes"],
        "check": ["check", ".", "--format", "json"],
        "agree": ["check", ".", "--baseline", baseline, "--update-baseline"],
        "agreed check": ["check", ".", "--baseline", baseline],
        "verify": ["verify"],
        "rollback": ["rollback", "--delete-agents", "--yes"],
        "apply after rollback": ["apply", ".", "--yes"],
    }
    with running(replace(UNLIMITED, profile=request.param)) as sandbox:
        project = workshop(root, sandbox, {})
        before = project.bytes_of_files()
        return Lifecycle(
            before,
            {name: step(project, project.run(*command)) for name, command in commands.items()},
        )


@pytest.fixture(scope="module")
def promised() -> dict[str, tuple[str, ...]]:
    return {row["name"]: tuple(row["expected"]) for row in ROWS}


@pytest.fixture(scope="module")
def left(promised: dict[str, tuple[str, ...]]) -> int:
    return sum(statuses.count("left") for statuses in promised.values())


def test_a_plan_changes_nothing(lifecycle: Lifecycle, left: int) -> None:
    planned = lifecycle.steps["plan"]

    assert planned.ended.code == (3 if left else 0)
    assert planned.files == lifecycle.before
    assert (planned.changed, planned.writes, planned.agents) == ([], 0, [])


def test_every_sample_ends_as_it_promises(
    lifecycle: Lifecycle, promised: dict[str, tuple[str, ...]], left: int
) -> None:
    applied = lifecycle.steps["apply"]
    ended: dict[str, tuple[str, ...]] = {}
    for site in applied.plan["call_sites"]:
        sample = site["path"].split("/")[0]
        ended[sample] = (*ended.get(sample, ()), site["status"])

    assert applied.ended.code == (3 if left else 0)
    assert ended == promised


def test_only_samples_that_migrate_are_written(
    lifecycle: Lifecycle, promised: dict[str, tuple[str, ...]]
) -> None:
    rewritten = {row.split("/")[0].removeprefix(" M ") for row in lifecycle.steps["apply"].changed}
    ours = {"?? .env.omniagent", "?? omniagent.lock.json", "?? omniagents.toml"}

    assert rewritten - ours == {name for name, ends in promised.items() if "migrate" in ends}
    assert ours <= rewritten


def test_a_second_apply_changes_nothing(lifecycle: Lifecycle) -> None:
    first, second = lifecycle.steps["apply"], lifecycle.steps["second apply"]

    assert second.ended.code == first.ended.code
    assert second.files == first.files
    assert second.plan == first.plan
    assert second.writes == first.writes


def test_a_check_finds_what_was_left_until_it_is_agreed_on(lifecycle: Lifecycle, left: int) -> None:
    found = json.loads(lifecycle.steps["check"].ended.out)

    assert [site["status"] for site in found["remaining"]] == ["left"] * left
    assert lifecycle.steps["check"].ended.code == (1 if left else 0)
    assert lifecycle.steps["agree"].ended.code == 0
    assert lifecycle.steps["agreed check"].ended.code == 0


def test_definitions_lock_and_api_agree(lifecycle: Lifecycle) -> None:
    assert lifecycle.steps["verify"].ended.code == 0


def test_a_rollback_restores_every_byte_and_removes_the_agents(lifecycle: Lifecycle) -> None:
    applied, back = lifecycle.steps["apply"], lifecycle.steps["rollback"]

    assert applied.agents
    assert back.ended.code == 0, back.ended
    assert back.files == lifecycle.before
    assert (back.changed, back.agents) == ([], [])


def test_an_apply_after_a_rollback_starts_anew(lifecycle: Lifecycle) -> None:
    first, again = lifecycle.steps["apply"], lifecycle.steps["apply after rollback"]

    assert again.ended.code == first.ended.code
    assert again.agents == first.agents
    assert again.changed == first.changed


@pytest.mark.parametrize("profile", get_args(Profile))
def test_the_sessions_before_and_after_are_equal(profile: Profile, tmp_path: Path) -> None:
    shown = demonstrate(tmp_path / "demo", profile)

    assert {result.sample.name: result.problems for result in shown.results} == {
        row["name"]: () for row in ROWS
    }
