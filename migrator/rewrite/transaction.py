"""Several files change or none: a write-ahead log that survives a kill at any moment.

`.migrator/transaction.json` is written before the first file is touched. While it says `staging`
nothing has changed; once it says `committed` everything will; `undoing` puts back what was there.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from migrator.model.errors import LockError
from migrator.model.state_folder import STATE_FOLDER, state_folder
from migrator.rewrite.backup import digest, digest_of_file
from migrator.rewrite.durable import Ownership, replace, sync_folder, write_new, write_over

_LOG = "transaction.json"


class _State(StrEnum):
    STAGING = "staging"
    COMMITTED = "committed"
    UNDOING = "undoing"


class _Step(BaseModel):
    """One file: real path, what it becomes waits in `new`, what it was is kept in `old`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    target: Path
    new: Path
    old: Path | None
    before: str | None
    after: str | None


class _Log(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    state: _State
    folder: Path
    steps: tuple[_Step, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One file to change: real path, bytes before and after (None: not there), where to keep them.

    `mode` replaces its permission bits; without it they stay.
    """

    target: Path
    before: bytes | None
    after: bytes | None
    keep_in: Path
    mode: int | None = None


class Recovery(StrEnum):
    """What the next run did about a run that was killed while it wrote."""

    NOTHING = "nothing"
    FINISHED = "finished"
    UNDONE = "undone"


def commit(
    root: Path, folder: Path, changes: Sequence[Change], prepare: Callable[[], None] | None = None
) -> None:
    """Makes all `changes`, or none. `folder` is new, holds what they keep, and goes with them.

    `prepare` writes what else belongs into `folder`, once it is there. Raises OSError, with
    everything as it was. The caller has compared `before` with what the files hold.
    """
    steps = tuple(_step(folder.name, change) for change in changes)
    log = _Log(state=_State.STAGING, folder=folder, steps=steps)
    _write_log(root, log)
    try:
        for step, change in zip(steps, changes, strict=True):
            _stage(step, change)
        if prepare is not None:
            folder.mkdir(parents=True, exist_ok=True)
            prepare()
        log = log.model_copy(update={"state": _State.COMMITTED})
        _write_log(root, log)
        _finish(log)
    except BaseException:
        _take_back(root, log)
        raise
    _remove_log(root)


def recover(root: Path) -> Recovery:
    """Finishes or undoes what a killed run began. Call it before anything reads the sources.

    Raises LockError if the log is broken, OSError if the disk refuses.
    """
    path = root / STATE_FOLDER / _LOG
    try:
        log = _Log.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return Recovery.NOTHING
    except ValidationError:
        raise LockError(
            f"{path} is broken. An apply was interrupted while it wrote: compare your sources with "
            f"{path.parent / 'backup'}, then delete {path}."
        ) from None
    if log.state is _State.COMMITTED and all(_can_finish(step) for step in log.steps):
        _finish(log)
        _remove_log(root)
        return Recovery.FINISHED
    _take_back(root, log)
    return Recovery.UNDONE


def _step(run: str, change: Change) -> _Step:
    target = change.target
    return _Step(
        target=target,
        new=target.with_name(f".{target.name}.{run}.new"),
        old=None if change.before is None else change.keep_in,
        before=None if change.before is None else digest(change.before),
        after=None if change.after is None else digest(change.after),
    )


def _stage(step: _Step, change: Change) -> None:
    ownership = None if change.before is None else Ownership.of(step.target)
    if step.old is not None and change.before is not None:
        step.old.parent.mkdir(parents=True, exist_ok=True)
        step.old.unlink(missing_ok=True)
        write_new(step.old, change.before, ownership)
    if change.after is not None:
        if ownership is not None and change.mode is not None:
            ownership = Ownership(change.mode, ownership.user, ownership.group)
        step.new.unlink(missing_ok=True)
        write_new(step.new, change.after, ownership)


def _can_finish(step: _Step) -> bool:
    now = digest_of_file(step.target)
    return now == step.after or (now == step.before and digest_of_file(step.new) == step.after)


def _finish(log: _Log) -> None:
    for step in log.steps:
        if step.after is None:
            step.target.unlink(missing_ok=True)
            sync_folder(step.target.parent)
        elif step.new.exists():
            replace(step.new, step.target)


def _take_back(root: Path, log: _Log) -> None:
    if log.state is not _State.STAGING:
        _write_log(root, log.model_copy(update={"state": _State.UNDOING}))
        for step in log.steps:
            # A file that somebody changed since is theirs; what it was stays in the backup.
            if step.before != step.after and digest_of_file(step.target) == step.after:
                _put_back(step)
    for step in log.steps:
        step.new.unlink(missing_ok=True)
    staged = log.state is _State.STAGING
    if staged or all(digest_of_file(step.target) == step.before for step in log.steps):
        with suppress(FileNotFoundError):
            shutil.rmtree(log.folder)
    _remove_log(root)


def _put_back(step: _Step) -> None:
    if step.old is None:
        step.target.unlink(missing_ok=True)
        sync_folder(step.target.parent)
    else:
        write_over(step.target, step.old.read_bytes(), Ownership.of(step.old))


def _write_log(root: Path, log: _Log) -> None:
    write_over(state_folder(root) / _LOG, log.model_dump_json(indent=2).encode())


def _remove_log(root: Path) -> None:
    folder = root / STATE_FOLDER
    (folder / _LOG).unlink(missing_ok=True)
    sync_folder(folder)
