"""Writing sources: all of them or none, whatever happens in between, and back again."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from migrator.model.errors import InputError, LockError, StaleSourceError
from migrator.rewrite.writing import (
    Recovery,
    SourceWrite,
    backup_folder,
    last_written,
    recover,
    restore,
    write_sources,
)

NOBODY = 65534
BEFORE = {"app.py": b"old app\r\n", "pkg/calls.py": b"old calls\n", "pkg/same.py": b"same"}
WRITES = (
    SourceWrite("app.py", b"old app\r\n", b"new app\r\n"),
    SourceWrite("pkg/calls.py", b"old calls\n", b"new calls\n"),
    SourceWrite("pkg/agents.py", None, b"made\n"),
)
AFTER = {**BEFORE, **{write.path: write.after for write in WRITES}}


@pytest.fixture
def project() -> Iterator[Path]:
    """A folder of an ordinary user, who runs the test: permissions bind even where root tests."""
    root = Path(tempfile.mkdtemp()).resolve()
    as_root = os.geteuid() == 0
    if as_root:
        os.chown(root, NOBODY, NOBODY)
        os.seteuid(NOBODY)
    try:
        (root / "pkg").mkdir()
        for name, data in BEFORE.items():
            (root / name).write_bytes(data)
        yield root
    finally:
        if as_root:
            os.seteuid(0)
        shutil.rmtree(root)


def sources(root: Path) -> dict[str, bytes]:
    """Every file outside `.migrator/`, so that a forgotten temporary one shows too."""
    paths = [path for path in root.rglob("*") if path.is_file() and ".migrator" not in path.parts]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def apply(root: Path, run: str = "run-1", writes: tuple[SourceWrite, ...] = WRITES) -> None:
    write_sources(root, backup_folder(root, run), writes)


def test_all_files_are_written_and_the_originals_kept(project: Path) -> None:
    apply(project)
    assert sources(project) == AFTER
    saved = backup_folder(project, "run-1") / "files"
    assert (saved / "app.py").read_bytes() == b"old app\r\n"
    assert (saved / "pkg" / "calls.py").read_bytes() == b"old calls\n"


def test_the_folder_of_backups_ignores_itself_for_git(project: Path) -> None:
    apply(project)
    assert (project / ".migrator" / ".gitignore").read_text() == "*\n"


def test_nothing_to_write_leaves_no_trace(project: Path) -> None:
    apply(project, writes=())
    assert not (project / ".migrator").exists()


def test_mode_and_links_stay(project: Path) -> None:
    (project / "app.py").chmod(0o755)
    (project / "pkg" / "calls.py").rename(project / "pkg" / "real.py")
    (project / "pkg" / "calls.py").symlink_to("real.py")
    apply(project)
    assert (project / "app.py").stat().st_mode & 0o7777 == 0o755
    assert (project / "pkg" / "calls.py").readlink() == Path("real.py")
    assert (project / "pkg" / "real.py").read_bytes() == b"new calls\n"
    restore(project)
    assert (project / "app.py").stat().st_mode & 0o7777 == 0o755
    assert (project / "pkg" / "calls.py").is_symlink()
    assert (project / "pkg" / "real.py").read_bytes() == b"old calls\n"


def test_the_owner_stays(project: Path) -> None:
    if os.getuid() != 0:
        assert (project / "app.py").stat().st_uid == os.getuid()
        apply(project)
        assert (project / "app.py").stat().st_uid == os.getuid()
        return
    os.seteuid(0)
    try:
        apply(project)
        state = (project / "app.py").stat()
    finally:
        os.chown(project / ".migrator", NOBODY, NOBODY)
        os.seteuid(NOBODY)
    assert state.st_uid == NOBODY


def test_a_file_that_changed_since_it_was_read_stops_everything(project: Path) -> None:
    (project / "pkg" / "calls.py").write_bytes(b"edited\n")
    before = sources(project)
    with pytest.raises(StaleSourceError, match=r"pkg/calls\.py"):
        apply(project)
    assert sources(project) == before
    assert not backup_folder(project, "run-1").exists()


def test_a_new_file_that_is_there_by_now_counts_as_changed(project: Path) -> None:
    (project / "pkg" / "agents.py").write_bytes(b"somebody's")
    with pytest.raises(StaleSourceError, match=r"pkg/agents\.py"):
        apply(project)


def test_a_deleted_file_counts_as_changed(project: Path) -> None:
    (project / "app.py").unlink()
    with pytest.raises(StaleSourceError, match=r"app\.py"):
        apply(project)


@pytest.mark.parametrize(("place", "mode"), [("pkg/calls.py", 0o444), ("pkg", 0o555)])
def test_what_is_read_only_is_named_and_nothing_is_written(
    project: Path, place: str, mode: int
) -> None:
    usual = (project / place).stat().st_mode
    (project / place).chmod(mode)
    with pytest.raises(InputError, match=f"{place} is read-only"):
        apply(project)
    assert sources(project) == BEFORE
    (project / place).chmod(usual)
    apply(project)
    assert sources(project) == AFTER


def test_a_read_only_project_is_an_error_and_not_a_traceback(project: Path) -> None:
    project.chmod(0o555)
    with pytest.raises(InputError, match=str(project)):
        apply(project)
    project.chmod(0o755)
    assert sources(project) == BEFORE


def test_two_names_of_one_file_are_refused(project: Path) -> None:
    (project / "again.py").symlink_to("app.py")
    twice = SourceWrite("again.py", b"old app\r\n", b"other\n")
    with pytest.raises(InputError, match="two names"):
        apply(project, writes=(*WRITES, twice))


def test_restore_puts_back_every_byte_and_removes_what_was_made(project: Path) -> None:
    apply(project)
    result = restore(project)
    assert sources(project) == BEFORE
    assert result.restored == ("app.py", "pkg/calls.py")
    assert result.removed == ("pkg/agents.py",)


def test_a_second_restore_has_nothing_to_do(project: Path) -> None:
    apply(project)
    restore(project)
    (project / "app.py").write_bytes(b"work since then\n")
    assert restore(project).nothing_to_do
    assert (project / "app.py").read_bytes() == b"work since then\n"


def test_restore_without_an_apply_has_nothing_to_do(project: Path) -> None:
    assert restore(project).run is None
    assert restore(project).nothing_to_do


def test_restore_leaves_and_names_files_that_were_edited_since(project: Path) -> None:
    apply(project)
    (project / "app.py").write_bytes(b"edited\n")
    result = restore(project)
    assert (result.changed, result.restored) == (("app.py",), ("pkg/calls.py",))
    assert sources(project) == {**BEFORE, "app.py": b"edited\n"}
    (project / "app.py").write_bytes(b"new app\r\n")
    assert restore(project).restored == ("app.py",)
    assert sources(project) == BEFORE


def test_restore_takes_back_the_last_apply_or_the_named_one(project: Path) -> None:
    first = (SourceWrite("app.py", b"old app\r\n", b"first\n"),)
    second = (SourceWrite("pkg/calls.py", b"old calls\n", b"second\n"),)
    apply(project, "z-first", first)
    apply(project, "a-second", second)
    assert restore(project).run == "a-second"
    assert sources(project) == {**BEFORE, "app.py": b"first\n"}
    assert restore(project, "z-first").restored == ("app.py",)
    assert sources(project) == BEFORE


def test_what_our_own_applies_left_is_known_until_it_is_taken_back(project: Path) -> None:
    apply(project, "first", (SourceWrite("app.py", b"old app\r\n", b"one\n"),))
    apply(project, "second", (SourceWrite("app.py", b"one\n", b"two\n"),))
    assert last_written(project) == {"app.py": sha256(b"two\n").hexdigest()}
    restore(project)
    assert last_written(project) == {"app.py": sha256(b"one\n").hexdigest()}


def test_an_unknown_run_is_an_error(project: Path) -> None:
    with pytest.raises(InputError, match="no backup of that run"):
        restore(project, "nowhere")


def test_a_broken_manifest_is_an_error_that_names_it(project: Path) -> None:
    apply(project)
    manifest = backup_folder(project, "run-1") / "manifest.json"
    manifest.write_text("{")
    with pytest.raises(LockError, match=r"manifest\.json can't be read"):
        restore(project)
    assert sources(project) == AFTER


def test_a_backup_that_was_tampered_with_is_not_put_back(project: Path) -> None:
    apply(project)
    (backup_folder(project, "run-1") / "files" / "app.py").write_bytes(b"other")
    with pytest.raises(InputError, match="not what was saved"):
        restore(project)
    assert sources(project) == AFTER


def test_a_broken_log_is_an_error_that_says_what_to_do(project: Path) -> None:
    (project / ".migrator").mkdir()
    (project / ".migrator" / "transaction.json").write_text("{")
    with pytest.raises(LockError, match="compare your sources"):
        recover(project)


# Killed at any moment. An audit hook sees every operation on the file system before it happens.

OPERATIONS = frozenset(
    {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "os.chown"}
)


def killed(work: Callable[[], object], after: int) -> bool:
    """Runs `work` in a process of its own that is killed after so many operations.

    Returns whether it was; otherwise it came to its end.
    """
    process = os.fork()
    if process == 0:
        done = 0

        def hook(event: str, _arguments: object) -> None:
            nonlocal done
            if event in OPERATIONS:
                if done == after:
                    os.kill(os.getpid(), signal.SIGKILL)
                done += 1

        sys.addaudithook(hook)
        try:
            work()
        except BaseException:  # noqa: BLE001  the child must not run the rest of the tests
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(process, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0
    return False


def everything(root: Path) -> frozenset[tuple[str, int, bytes]]:
    """All that the next process finds in a folder: names, modes and contents."""
    return frozenset(
        (str(path), path.stat().st_mode, path.read_bytes() if path.is_file() else b"")
        for path in root.rglob("*")
    )


def reset(root: Path) -> None:
    shutil.rmtree(root / ".migrator", ignore_errors=True)
    for name in sources(root):
        (root / name).unlink()
    for name, data in BEFORE.items():
        (root / name).write_bytes(data)


def test_a_run_killed_at_any_moment_is_finished_or_undone_by_the_next(project: Path) -> None:
    ends = set()
    moment = 0
    while killed(lambda: apply(project), after=moment):
        recovery = recover(project)
        now = sources(project)
        ends.add(recovery)
        assert now == (AFTER if recovery is Recovery.FINISHED else now)
        assert now in (BEFORE, AFTER)
        assert recover(project) is Recovery.NOTHING
        restore(project)
        assert sources(project) == BEFORE
        reset(project)
        moment += 1
    assert ends == {Recovery.NOTHING, Recovery.UNDONE, Recovery.FINISHED}
    assert sources(project) == AFTER


def test_a_recovery_may_be_killed_too(project: Path) -> None:
    seen = set()
    moment = 0
    while killed(lambda: apply(project), after=moment):
        left = everything(project)
        if left not in seen:
            seen.add(left)
            again = 0
            while killed(lambda: recover(project), after=again):
                again += 1
            assert sources(project) in (BEFORE, AFTER)
            assert recover(project) is Recovery.NOTHING
        reset(project)
        moment += 1
    assert len(seen) > 20


def test_a_restore_killed_at_any_moment_is_finished_by_the_next(project: Path) -> None:
    moment = 0
    apply(project)
    while killed(lambda: restore(project), after=moment):
        recover(project)
        assert sources(project) in (BEFORE, AFTER)
        restore(project)
        assert sources(project) == BEFORE
        reset(project)
        apply(project)
        moment += 1
    assert sources(project) == BEFORE


def test_a_file_edited_between_kill_and_recovery_is_left_to_its_owner(project: Path) -> None:
    moment = undone = 0
    edited = {"pkg/calls.py": b"edited\n"}
    while killed(lambda: apply(project), after=moment):
        (project / "pkg" / "calls.py").write_bytes(b"edited\n")
        if recover(project) is Recovery.UNDONE:
            undone += 1
            assert sources(project) == BEFORE | edited
        else:
            assert sources(project) in (BEFORE | edited, AFTER | edited)
        reset(project)
        moment += 1
    assert undone > 10


def test_ctrl_c_while_writing_leaves_all_or_nothing_at_once(project: Path) -> None:
    """Ctrl-C before each operation in turn, in a process of its own that looks afterwards."""

    def interrupted(moment: int) -> bool:
        def work() -> None:
            done, seen = 0, False

            def hook(event: str, _arguments: object) -> None:
                nonlocal done, seen
                if event in OPERATIONS and not seen:
                    seen = done == moment
                    done += 1
                    if seen:
                        raise KeyboardInterrupt

            sys.addaudithook(hook)
            try:
                apply(project)
            except KeyboardInterrupt:
                assert sources(project) in (BEFORE, AFTER)
            seen = True
            (project / ".migrator").mkdir(exist_ok=True)
            (project / ".migrator" / "moments").write_text(str(done))

        assert not killed(work, after=-1)
        return int((project / ".migrator" / "moments").read_text()) > moment

    moment = 0
    while interrupted(moment):
        recover(project)
        assert sources(project) in (BEFORE, AFTER)
        reset(project)
        moment += 1
    assert moment > 20
