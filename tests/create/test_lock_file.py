"""The lock on disk: stable bytes, whole or not at all, and clear words when it is broken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from migrator.create.lock_file import lock_text, read_lock, write_lock
from migrator.create.run_guard import only_run
from migrator.model.errors import InputError, LockError
from migrator.model.lock import Lock, LockedAgent, LockedEnvironment
from migrator.model.own_files import LOCK_FILE
from tests.create.project import REPOSITORY


def agent(agent_id: str) -> LockedAgent:
    return LockedAgent(id=agent_id, name="N", fingerprint="f", origin="created")


def lock(*keys: str) -> Lock:
    agents = {key: agent(f"id-{key}") for key in keys}
    section = LockedEnvironment(base_url="https://api.example", agents=agents)
    return Lock(environments={"default": section})


def test_no_file_is_an_empty_lock(tmp_path: Path) -> None:
    assert read_lock(tmp_path) == Lock()


def test_what_is_written_is_read(tmp_path: Path) -> None:
    write_lock(tmp_path, lock("b", "a"))

    assert read_lock(tmp_path) == lock("a", "b")
    assert list(tmp_path.iterdir()) == [tmp_path / LOCK_FILE]


def test_the_order_of_creation_does_not_show() -> None:
    assert lock_text(lock("b", "a")) == lock_text(lock("a", "b"))


@pytest.mark.parametrize("empty", [Lock(), lock(), lock("ü", 'a"b', "c\\d")])
def test_it_is_json_as_python_writes_it(empty: Lock) -> None:
    two = empty.model_copy(
        update={"environments": {**empty.environments, "a": LockedEnvironment(base_url="b")}}
    )

    for each in (empty, two):
        text = json.dumps(each.model_dump(mode="json"), indent=2, sort_keys=True) + "\n"
        assert lock_text(each) == text


def test_conflict_markers_of_git_are_named(tmp_path: Path) -> None:
    lines = lock_text(lock("a")).splitlines()
    lines[4:4] = ["<<<<<<< HEAD", "=======", ">>>>>>> theirs"]
    (tmp_path / LOCK_FILE).write_text("\n".join(lines))

    with pytest.raises(LockError, match=r"omniagent\.lock\.json:5: git's conflict markers"):
        read_lock(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{\n  "version": 1,\n', r"lock\.json:3: not JSON"),
        ('{"version": 2}', "version"),
        (
            '{"version": 1, "environments": {"e": {"base_url": "u", "agents": {"k": {}}}}}',
            r"e\.agents\.k\.id",
        ),
        ("\xff", "can't be read|not JSON"),
        ("[]", "the whole file"),
        ("[" * 100_000, "not JSON"),
        ('{"version": 1, "environments": {"e": 1, "e": 2}}', "'e' is there twice"),
        (lock_text(lock("a", "b")).replace("id-b", "id-a"), "agents a and b have one id, id-a"),
    ],
)
def test_a_broken_lock_is_named_and_left(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / LOCK_FILE
    path.write_text(text, encoding="latin-1")

    with pytest.raises(LockError, match=said):
        read_lock(tmp_path)

    assert path.read_text(encoding="latin-1") == text


def test_a_lock_saved_by_an_editor_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / LOCK_FILE).write_text(lock_text(lock("a")).replace("\n", "\r\n"), "utf-8-sig")

    assert read_lock(tmp_path) == lock("a")


def test_a_link_stays_a_link_and_the_mode_is_kept(tmp_path: Path) -> None:
    real = tmp_path / "real.json"
    write_lock(tmp_path, lock("a"))
    (tmp_path / LOCK_FILE).rename(real)
    real.chmod(0o600)
    (tmp_path / LOCK_FILE).symlink_to(real)

    write_lock(tmp_path, lock("b"))

    assert (tmp_path / LOCK_FILE).is_symlink()
    assert real.stat().st_mode & 0o777 == 0o600
    assert read_lock(tmp_path) == lock("b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(InputError, match="can't be written"):
            write_lock(tmp_path, lock("a"))
    finally:
        tmp_path.chmod(0o700)


def test_two_runs_do_not_interleave(tmp_path: Path) -> None:
    holding = (
        "import sys; from pathlib import Path\n"
        "from migrator.create.run_guard import only_run\n"
        "with only_run(Path(sys.argv[1])):\n"
        "    print('held', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(tmp_path)],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(LockError, match=f"process {other.pid}"), only_run(tmp_path):
            pass
        other.kill()
    with only_run(tmp_path):
        pass
