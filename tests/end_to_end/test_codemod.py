"""The migration under libcst's own runner: the same edits as `apply`, ids from the lock."""

from __future__ import annotations

import subprocess
import sys

from tests.end_to_end.workshop import CHECKOUT, PHONE, Workshop

FILES = ("app/voice.py", "app/phone.py")


def codemod(project: Workshop, *files: str) -> subprocess.CompletedProcess[str]:
    """As the README says, in a folder without a configuration of libcst's."""
    tool = ["-m", "libcst.tool", "codemod", "-x", "--no-format"]
    return subprocess.run(
        [sys.executable, *tool, "migrator.codemod.ConnectionsToAgents", *files],
        cwd=project.root,
        env={**project.environment, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_it_edits_as_apply_does_and_only_once(shop: Workshop) -> None:
    shop.run("apply", ".", "--agents-only", "--yes")
    assert not [line for line in shop.changed() if ".py" in line]

    first = codemod(shop, *FILES)
    by_codemod = shop.bytes_of_files(but=[".migrator"])
    second = codemod(shop, *FILES)

    assert first.returncode == 0, first.stderr
    assert "Transformed 2 files successfully" in first.stderr
    assert second.returncode == 0, second.stderr
    assert "Transformed 0 files successfully" in second.stderr
    assert shop.bytes_of_files(but=[".migrator"]) == by_codemod

    shop.git("checkout", "-q", "--", "app")
    shop.run("apply", ".", "--code-only")
    assert shop.bytes_of_files(but=[".migrator"]) == by_codemod


def test_other_files_stay(shop: Workshop) -> None:
    shop.run("apply", ".", "--agents-only", "--yes")
    codemod(shop, FILES[0])
    assert [line for line in shop.changed() if ".py" in line] == [" M app/voice.py"]


def test_without_agents_it_skips_and_says_what_to_do(shop: Workshop) -> None:
    ended = codemod(shop, *FILES)
    assert "Skipped 2 files" in ended.stderr
    assert "migrator apply --agents-only" in ended.stderr
    assert shop.changed() == []


def test_a_call_that_stays_is_a_warning(shop: Workshop) -> None:
    shop.write({FILES[1]: PHONE.replace('{"voiceId": "sage"}', '{"voiceId": caller}')})
    ended = codemod(shop, FILES[1])
    assert "OM101" in ended.stderr
    assert "Skipped 1 file" in ended.stderr
