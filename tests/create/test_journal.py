"""The journal: what it is told is on disk, and what a crash leaves of it can be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.create.journal import Answer, Deleted, Intent, Journal
from migrator.model.errors import LockError
from migrator.model.state_folder import state_folder

API = "https://api.example"


def intent(number: int) -> Intent:
    return Intent(
        intent=f"i{number}",
        at=1.0,
        environment="default",
        base_url=API,
        key=f"k{number}",
        name="Ü\u2028",
        fingerprint="f",
        body={"companionId": "c"},
        before=["a"],
    )


def append(root: Path, *lines: Intent | Answer | Deleted) -> None:
    state_folder(root)

    with Journal(root) as journal:
        for line in lines:
            if isinstance(line, Answer):
                journal.answer(intent(int(line.intent[1:])), line.outcome, line.id)
            else:
                journal.append(line)


def answer(number: int, agent_id: str | None) -> Answer:
    return Answer(
        intent=f"i{number}", at=2.0, outcome="created" if agent_id else "nothing", id=agent_id
    )


def test_lines_that_come_together_are_all_kept(tmp_path: Path) -> None:
    state_folder(tmp_path)

    with Journal(tmp_path) as journal:
        journal.append(*map(intent, range(20)))

    assert len(Journal(tmp_path).open_intents("default", API)) == 20


def test_open_intents_are_those_without_an_answer(tmp_path: Path) -> None:
    append(tmp_path, intent(1), intent(2), intent(3), answer(2, "a-2"), answer(3, None))

    journal = Journal(tmp_path)

    assert journal.open_intents("default", API) == [intent(1)]
    assert journal.open_intents("staging", API) == []
    [made] = journal.created("default", API)
    assert (made.key, made.id, made.fingerprint) == ("k2", "a-2", "f")
    assert journal.made(API, "a-2") == made


def test_what_was_deleted_was_not_created(tmp_path: Path) -> None:
    gone = Deleted(at=3.0, environment="default", base_url=API, key="k1", id="a-1")
    append(tmp_path, intent(1), answer(1, "a-1"), gone)

    assert Journal(tmp_path).created("default", API) == []


@pytest.mark.parametrize("cut", [1, 20, 100])
def test_a_last_line_that_was_cut_off_is_dropped(tmp_path: Path, cut: int) -> None:
    append(tmp_path, intent(1), intent(2))
    path = Journal(tmp_path).path
    path.write_bytes(path.read_bytes()[:-cut])
    left = [intent(1), intent(2)] if cut == 1 else [intent(1)]
    assert Journal(tmp_path).open_intents("default", API) == left

    append(tmp_path, intent(3))

    assert Journal(tmp_path).open_intents("default", API) == [*left, intent(3)]


def test_a_broken_line_in_the_middle_is_an_error_with_its_place(tmp_path: Path) -> None:
    append(tmp_path, intent(1), intent(2), intent(3))
    path = Journal(tmp_path).path
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + b"garbage\n" + lines[2])

    with pytest.raises(LockError, match=r"journal\.jsonl:2: "):
        Journal(tmp_path)


def test_a_full_disk_leaves_no_half_line(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    append(tmp_path, intent(1))
    before = Journal(tmp_path).path.read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal = pytest.importorskip("signal")
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 10, hard))
    try:
        with pytest.raises(Exception, match="can't be written"):
            append(tmp_path, intent(2))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, ignored)

    assert Journal(tmp_path).path.read_bytes() == before


def test_the_state_folder_ignores_itself_for_git(tmp_path: Path) -> None:
    assert (state_folder(tmp_path) / ".gitignore").read_text() == "*\n"
