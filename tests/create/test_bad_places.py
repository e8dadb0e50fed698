"""Full disks, read-only folders, clocks that jump, files that people edit: told, and nothing lost."""

from __future__ import annotations

import json
import os
import random
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from migrator.create import runs
from migrator.create.journal import Journal
from migrator.create.lock_file import read_lock, write_lock
from migrator.create.outcome import Event
from migrator.model.errors import InputError, LockError, MigratorError
from migrator.model.lock import LockedAgent, LockedEnvironment
from migrator.sandbox.settings import Fault, FaultKind, SandboxSettings
from tests.create.project import Project, requests
from tests.sandbox.apart import sandbox_apart

pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process of its own")
COUNT = 12


def error_in_a_child(work: Callable[[], object]) -> str:
    """The message that `work` ends with in a process of its own, "" when it ends well."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        said = "not a MigratorError"
        try:
            work()
            said = ""
        except MigratorError as error:
            said = str(error)
        finally:
            os.write(writing, said.encode())
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading, "rb") as pipe:
        return pipe.read().decode()


def assert_resumed(project: Project) -> None:
    """A run with nothing in its way has everything there once."""
    report = project.create(requests(COUNT))

    assert (len(report.ids), report.failed, report.stopped) == (COUNT, [], None)
    assert len(project.agents()) == COUNT
    assert {agent["id"] for agent in project.agents()} == set(report.ids.values())
    assert runs.verify(requests(COUNT), **project.where()) == []


@forking
@pytest.mark.parametrize("room", [10, 2_000, 5_000, 5_400, 6_000, 6_500])
def test_a_disk_that_fills_up(project: Project, room: int) -> None:
    """The intents take 4.9 KB, each answer and each agent in the lock another 0.2."""
    resource = pytest.importorskip("resource")

    def work() -> None:
        # What is written beyond this size fails as on a full disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        project.create(requests(COUNT))

    said = error_in_a_child(work)

    assert "can't be" in said
    assert "run this again" in said
    assert_resumed(project)


@pytest.fixture
def nobodys_folder() -> Iterator[Path]:
    """A folder that anyone may look into, and only its owner may write."""
    folder = Path(tempfile.mkdtemp())
    yield folder
    shutil.rmtree(folder)


@forking
@pytest.mark.parametrize("is_begun", [False, True])
def test_a_folder_that_may_not_be_written(
    project: Project, nobodys_folder: Path, is_begun: bool
) -> None:
    project.root = nobodys_folder
    if is_begun:
        project.create(requests(2))
    mode = 0o555 if os.geteuid() else 0o755
    places = [nobodys_folder, *nobodys_folder.rglob("*")]
    for place in places:
        place.chmod(mode if place.is_dir() else mode & 0o444)

    def work() -> None:
        if os.geteuid() == 0:
            os.setuid(65534)
        project.create(requests(COUNT))

    said = error_in_a_child(work)

    assert str(nobodys_folder) in said
    assert "Permission denied" in said
    assert len(project.agents()) == (2 if is_begun else 0)
    for place in places:
        place.chmod(0o755 if place.is_dir() else 0o644)
    assert_resumed(project)


def test_a_state_folder_that_is_a_file(project: Project) -> None:
    (project.root / ".migrator").write_text("")

    with pytest.raises(InputError, match=r"\.migrator can't be written"):
        project.create(requests(COUNT))

    assert project.agents() == []


def test_a_clock_that_jumps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    posts: dict[str, Any] = {"first": 3, "methods": ("POST",), "paths": ("/public/agents",)}
    lost = Fault(FaultKind.LOST_ANSWER, **posts)
    busy = Fault(FaultKind.RATE_LIMITED, after=3, retry_after_as_date=True, **posts)
    settings = SandboxSettings(pace_seconds=None, faults=(lost, busy))
    chance = random.Random(3)
    real = time.time
    # Ours jumps, not that of the API.
    with sandbox_apart(settings) as base_url:
        monkeypatch.setattr(time, "time", lambda: real() + chance.uniform(-1e9, 1e9))
        project = Project(tmp_path, base_url, "sandbox-key")
        started = time.monotonic()
        assert_resumed(project)
        assert time.monotonic() - started < 20
        used = project.locked()["agent-1"].id
        session = {"channelType": "webrtc"}
        project.call("POST", f"/public/agents/{used}/connections", session)

        # By such a clock the session is long past.
        monkeypatch.setattr(time, "time", lambda: real() + 1e9)
        report = runs.delete_created(requests(COUNT), **project.where())

    assert [key for key, _ in report.kept] == ["agent-1"]
    assert len(report.deleted) == COUNT - 1


def test_a_lock_merged_by_git_with_conflict_markers(project: Project) -> None:
    project.create(requests(COUNT))
    lock = project.root / "omniagent.lock.json"
    whole = lock.read_text()
    lines = whole.splitlines(keepends=True)
    conflict = ["<<<<<<< HEAD\n", *lines[5:8], "=======\n", *lines[5:8], ">>>>>>> theirs\n"]
    lock.write_text("".join([*lines[:5], *conflict, *lines[8:]]))
    merged = lock.read_text()

    with pytest.raises(LockError, match=r"lock\.json:6: git's conflict markers"):
        project.create(requests(COUNT))

    assert lock.read_text() == merged
    lock.write_text(whole)
    assert_resumed(project)


def test_entries_that_people_took_out_of_the_lock_come_back(project: Project) -> None:
    project.create(requests(COUNT))
    lock = project.root / "omniagent.lock.json"
    document = json.loads(lock.read_text())
    agents = document["environments"]["default"]["agents"]
    for key in ("agent-1", "agent-4"):
        del agents[key]
    lock.write_text(json.dumps(document))

    assert_resumed(project)


@forking
@pytest.mark.parametrize("lost", [1, 30, 300])
def test_a_journal_whose_last_line_was_cut_off(project: Project, lost: int) -> None:
    def dies_in_the_middle(event: Event) -> None:
        if event.kind == "created" and event.done == 4:
            os._exit(1)

    error_in_a_child(lambda: project.create(requests(COUNT), on_event=dies_in_the_middle))
    path = Journal(project.root).path
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines) + lines[0][:-lost])

    assert_resumed(project)


def test_a_garbled_journal_is_told_with_its_line(project: Project) -> None:
    project.create(requests(2))
    path = Journal(project.root).path
    whole = path.read_bytes()
    path.write_bytes(b"\0" * 20 + b"\n" + whole)

    with pytest.raises(LockError, match=r"journal\.jsonl:1: not a line of this journal"):
        project.create(requests(COUNT))

    path.write_bytes(whole)
    assert_resumed(project)


def test_a_lock_that_others_change_during_a_run_keeps_what_they_wrote(project: Project) -> None:
    theirs = LockedAgent(id="theirs", name="T", fingerprint="f", origin="created")

    def pull(event: Event) -> None:
        if event.kind != "created" or event.done != 3:
            return
        document = read_lock(project.root)
        other = LockedEnvironment(base_url="https://api.example", agents={"their": theirs})
        mine = document.environments["default"]
        mine = mine.model_copy(update={"agents": {**mine.agents, "their": theirs}})
        sections = {"default": mine, "production": other}
        write_lock(project.root, document.model_copy(update={"environments": sections}))

    project.create(requests(COUNT), on_event=pull)

    found = read_lock(project.root).environments
    assert found["production"].agents == {"their": theirs}
    assert found["default"].agents.keys() == {"their", *(r.key for r in requests(COUNT))}
