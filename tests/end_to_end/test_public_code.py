"""Other people's code goes through `plan`: no crash, no false call, and no planted call is missed."""

from __future__ import annotations

import sysconfig
from pathlib import Path

import pytest

from tests.benchmarks.robustness import bare, main, planted, read_alone

STANDARD_LIBRARY = Path(sysconfig.get_path("stdlib"))


def test_a_module_of_the_standard_library_holds_no_call() -> None:
    assert read_alone(STANDARD_LIBRARY / "http" / "client.py") == []


def test_a_call_planted_in_a_module_is_seen(tmp_path: Path) -> None:
    folder = tmp_path / "code"
    folder.mkdir()
    (folder / "robots.py").write_bytes(
        (STANDARD_LIBRARY / "urllib" / "robotparser.py").read_bytes()
    )
    assert planted({"code": folder}, tmp_path, seed=1) == []


@pytest.mark.soak
def test_the_standard_library_holds_no_call() -> None:
    assert bare({"stdlib": STANDARD_LIBRARY}, 1.0, 1, 2) == []


@pytest.mark.soak
def test_ten_packages_and_the_standard_library(tmp_path: Path) -> None:
    assert main(["--folder", str(tmp_path)]) == 0
