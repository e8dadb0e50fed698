"""Every shape of real code becomes what a careful engineer would make of it, or stays and says why."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from ruff.__main__ import find_ruff_bin  # type: ignore[import-untyped]

from tests.end_to_end.differential.experiment import Laboratory, laboratory
from tests.end_to_end.differential.program import Program
from tests.shapes.shape import CASES, Shape, names, planned

RUN = [name for name in names() if Shape.load(name).runs]


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    with laboratory("live", tmp_path_factory.mktemp("shapes")) as made:
        yield made


@pytest.mark.parametrize("name", names())
def test_the_files_become_what_an_engineer_would_make_of_them(name: str, tmp_path: Path) -> None:
    shape = Shape.load(name)
    plan, texts = planned(shape, tmp_path)
    reasons = [f for f in plan.findings if f.call_site and f.severity == "error"]
    explained = "\n".join(f"{f.path}:{f.line} {f.code} {f.message}" for f in reasons)
    assert tuple(site.status for site in plan.call_sites) == shape.sites, explained
    assert {f.code for f in reasons} == set(shape.findings), explained
    assert {f.code for f in plan.findings} >= set(shape.listed)
    assert texts == shape.after


@pytest.mark.parametrize("name", RUN)
def test_the_program_does_the_same_before_and_after(name: str, lab: Laboratory) -> None:
    shape = Shape.load(name)
    program = Program(
        shape.before,
        plain=True,
        environment=shape.environment,
        formatted=True,
        inputs=shape.inputs,
    )
    result = lab.examine(program)
    assert result.crashed is shape.crashes, result.explained()
    assert not result.problems, result.explained()


def test_every_shape_is_shown_in_two_clients() -> None:
    clients: dict[str, set[str]] = {path.parent.name: set() for path in CASES.glob("*/shape.toml")}
    for name in names():
        shape, client = name.split("/")
        clients[shape].add(client)
    assert {shape for shape, found in clients.items() if len(found) < 2} == set()


def test_the_files_are_formatted() -> None:
    options = ["format", "--isolated", "--quiet", "--check", "--diff", str(CASES)]
    done = subprocess.run([find_ruff_bin(), *options], capture_output=True, text=True, check=False)
    assert not done.returncode, done.stdout
