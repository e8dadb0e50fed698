"""Some defects of the whole suite, which `python -m tests.mutation` tries."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import migrator
from tests.mutation.bench import Bench, bench
from tests.mutation.editor import EDITOR
from tests.mutation.evaluator import EVALUATOR
from tests.mutation.handing import HANDING

STOPPED = {
    "kept keys leave": "proof",
    "a spoilt dict keeps its values": "programs",
    "del leaves the key": "tests",
}


@pytest.fixture(scope="module")
def made() -> Iterator[Bench]:
    with bench() as each:
        yield each


@pytest.mark.parametrize("name", STOPPED)
def test_a_defect_is_stopped(name: str, made: Bench) -> None:
    [mutant] = [each for each in (*EVALUATOR, *HANDING, *EDITOR) if each.name == name]
    assert made.stopped_by(mutant).partition(":")[0] == STOPPED[name]


def test_every_defect_has_a_name_of_its_own() -> None:
    names = [each.name for each in (*EVALUATOR, *HANDING, *EDITOR)]
    assert len(set(names)) == len(names) >= 60


def test_every_defect_stands_where_the_code_is() -> None:
    """Code that changes takes the defects in it along."""
    package = Path(migrator.__file__).parent
    places = {
        each.name: (package / each.path).read_text("utf-8").count(each.old)
        for each in (*EVALUATOR, *HANDING, *EDITOR)
    }
    assert [name for name, count in places.items() if count != 1] == []
