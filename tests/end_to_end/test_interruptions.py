"""Ctrl-C in the middle, readers that go away, disks that are full."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from migrator.sandbox.embedded import RunningSandbox, running
from migrator.sandbox.settings import UNLIMITED
from tests.end_to_end.workshop import SHOP, VOICE, Workshop, workshop

CREATE = ("POST", "/public/agents")
NUMBER = 6


@pytest.fixture
def slow_sandbox() -> Iterator[RunningSandbox]:
    with running(replace(UNLIMITED, latency_ms=150, any_ids=True)) as sandbox:
        yield sandbox


@pytest.fixture
def chain(tmp_path: Path, slow_sandbox: RunningSandbox) -> Workshop:
    """Calls of many shops, an agent each."""
    shops = {
        f"app/shop_{number}.py": VOICE.replace("comp_sales", f"comp_{number}").replace(
            "open_sales", f"open_shop_{number}"
        )
        for number in range(NUMBER)
    }
    return workshop(tmp_path / "chain", slow_sandbox, {**SHOP, "app/voice.py": "", **shops})


def wait_for(project: Workshop, request: tuple[str, str]) -> None:
    while request not in project.requests_that_write():
        pass


def test_ctrl_c_while_agents_are_created_can_be_resumed(chain: Workshop) -> None:
    before = chain.bytes_of_files(but=[".migrator"])

    process = chain.start("apply", ".", "--yes", "--jobs", "1")
    wait_for(chain, CREATE)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)

    assert process.returncode == 130, err
    assert "Interrupted" in out
    assert "to resume" in out
    assert "Traceback" not in err
    assert 0 < len(chain.agents()) < NUMBER + 1
    assert before.items() <= chain.bytes_of_files(but=[".migrator"]).items()

    resumed = chain.run("apply", ".", "--yes")

    assert resumed.code == 0, resumed
    assert Counter(chain.requests_that_write())[CREATE] == NUMBER + 1
    assert len(chain.agents()) == NUMBER + 1
    assert chain.run("verify").code == 0
    assert chain.run("check", ".").code == 0


def test_ctrl_c_while_the_api_is_looked_at_changes_nothing(chain: Workshop) -> None:
    before = chain.bytes_of_files(but=[".migrator"])

    process = chain.start("apply", ".", "--yes", "--jobs", "1")
    while not httpx.get(f"{chain.base_url}/sandbox/requests").json():
        pass
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)

    assert process.returncode == 130, err
    assert "Run this again to resume" in err
    assert "Traceback" not in err
    assert chain.agents() == []
    assert chain.bytes_of_files(but=[".migrator"]) == before


@pytest.mark.parametrize(
    ("command", "code"), [(["plan", ".", "--diff"], 0), (["check", "."], 1), (["--help"], 0)]
)
def test_a_reader_that_goes_away_is_no_error(shop: Workshop, command: list[str], code: int) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = shop.run_apart(*command, stdout=writing)
    os.close(writing)

    assert (ended.code, ended.err) == (code, "")


def test_an_apply_whose_reader_goes_away_is_done_all_the_same(shop: Workshop) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    ended = shop.run_apart("apply", ".", "--yes", stdout=writing)
    os.close(writing)

    assert ended.code == 0, ended
    assert shop.run("check", ".").code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full disk to offer")
@pytest.mark.parametrize("form", ["text", "json"])
def test_output_that_can_not_be_written_is_said(shop: Workshop, form: str) -> None:
    with open("/dev/full", "w") as full:
        ended = shop.run_apart("apply", ".", "--yes", "--format", form, stdout=full)

    assert ended.code == 2
    assert "The output can't be written: No space left on device" in ended.err
    assert shop.run("check", ".").code == 0


def test_closed_streams_are_no_error(shop: Workshop) -> None:
    shell = 'exec "$0" -m migrator apply . --yes >&- 2>&-'
    done = subprocess.run(
        ["sh", "-c", shell, sys.executable],
        cwd=shop.root,
        env={**shop.environment, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdin=subprocess.DEVNULL,
        check=False,
        timeout=60,
    )

    assert done.returncode == 0
    assert shop.run("check", ".").code == 0
