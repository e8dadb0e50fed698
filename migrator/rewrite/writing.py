"""Sources to disk: compared, backed up, all or none; and back again.

What is written is what was planned: a file that changed in between stops the whole write.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from migrator.model.errors import InputError, StaleSourceError
from migrator.rewrite.backup import (
    Manifest,
    SavedFile,
    backup_folder,
    digest,
    digest_of_file,
    last_manifest,
    last_written,
    load_manifest,
    save_manifest,
    saved_bytes,
)
from migrator.rewrite.durable import Ownership
from migrator.rewrite.transaction import Change, Recovery, commit, recover

__all__ = [
    "Recovery",
    "RestoreResult",
    "SourceWrite",
    "backup_folder",
    "last_written",
    "recover",
    "restore",
    "write_sources",
]


@dataclass(frozen=True, slots=True)
class SourceWrite:
    """One file: path from the root, bytes as they were read (None: it is new), and as they become."""

    path: str
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class RestoreResult:
    """What a restore did. `run` is None when there is no apply to take back.

    `restored` files are as before the apply, `removed` ones were made by it; `changed` ones were
    edited since and left as they are.
    """

    run: str | None
    restored: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def nothing_to_do(self) -> bool:
        """Whether every file already was as before the apply, or there was none."""
        return not (self.restored or self.removed or self.changed)


def write_sources(root: Path, run_dir: Path, writes: Sequence[SourceWrite]) -> None:
    """Writes all of `writes`, or nothing, and keeps the originals in `run_dir`.

    `run_dir` is a new folder, `backup_folder(root, RUN)`. Permission bits, ownership and links
    stay. Raises StaleSourceError when a file isn't what it was, InputError when one can't be
    written; then nothing has changed.
    """
    recover(root)
    if not writes:
        return
    targets = [_target(root, write.path) for write in writes]
    _compare(root, writes, targets)
    for write, target in zip(writes, targets, strict=True):
        _expect_writable(target, is_new=write.before is None)
    if run_dir.exists():
        raise InputError(f"{run_dir} is there already; every apply needs a name of its own.")
    last = last_manifest(root)
    manifest = Manifest(
        number=last.number + 1 if last else 1,
        run=run_dir.name,
        files=tuple(map(_saved, writes, targets)),
    )
    changes = [
        Change(target, write.before, write.after, saved_bytes(run_dir, write.path))
        for write, target in zip(writes, targets, strict=True)
    ]
    try:
        commit(root, run_dir, changes, lambda: save_manifest(run_dir, manifest))
    except OSError as error:
        raise InputError(f"{_where(error)}. Nothing was changed.") from error


def restore(root: Path, run: str | None = None) -> RestoreResult:
    """Puts back the sources of the last apply, or of the one named `run`, byte for byte.

    Files that were edited since are left and named. Raises InputError when there is no such run or
    a file can't be written, LockError when its manifest is broken.
    """
    recover(root)
    manifest = last_manifest(root) if run is None else load_manifest(backup_folder(root, run))
    if manifest is None:
        return RestoreResult(None)
    if manifest.restored:
        return RestoreResult(manifest.run)
    folder = backup_folder(root, manifest.run)
    now = {file.path: digest_of_file(_target(root, file.path)) for file in manifest.files}
    ours = [file for file in manifest.files if now[file.path] == file.after]
    changed = tuple(
        file.path for file in manifest.files if now[file.path] not in {file.after, file.before}
    )
    changes = [_change_back(root, folder, file) for file in ours]
    try:
        if changes:
            commit(root, folder / "replaced", changes)
        if not changed:
            save_manifest(folder, manifest.model_copy(update={"restored": True}))
    except OSError as error:
        raise InputError(f"{_where(error)}. Nothing was changed.") from error
    return RestoreResult(
        manifest.run,
        restored=tuple(file.path for file in ours if file.before is not None),
        removed=tuple(file.path for file in ours if file.before is None),
        changed=changed,
    )


def _target(root: Path, path: str) -> Path:
    """The real file, so that a link stays a link."""
    return Path(os.path.realpath(root / path))


def _compare(root: Path, writes: Sequence[SourceWrite], targets: Sequence[Path]) -> None:
    twice = next((t for t in targets if targets.count(t) > 1), None)
    if twice is not None:
        raise InputError(f"{twice} would be written twice, under two names.")
    stale = [
        write.path
        for write, target in zip(writes, targets, strict=True)
        if _bytes_of(root, write.path, target) != write.before
    ]
    if stale:
        raise StaleSourceError(
            f"Changed since they were read: {', '.join(stale)}. Nothing was written; run it again."
        )


def _bytes_of(root: Path, path: str, target: Path) -> bytes | None:
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise InputError(f"{root / path} can't be read: {error.strerror}.") from None


def _expect_writable(target: Path, *, is_new: bool) -> None:
    for place in (target.parent,) if is_new else (target, target.parent):
        if not place.exists():
            raise InputError(f"{place} isn't there, so {target.name} can't be written.")
        if not _writable(place):
            raise InputError(
                f"{place} is read-only, so {target.name} can't be written. Nothing was changed; "
                "make it writable or exclude it."
            )


def _writable(place: Path) -> bool:
    # The bits too: root may write anything, and a rename doesn't ask whether a file is read-only.
    bits = place.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    effective = os.access in os.supports_effective_ids
    return bool(bits) and os.access(place, os.W_OK, effective_ids=effective)


def _saved(write: SourceWrite, target: Path) -> SavedFile:
    return SavedFile(
        path=write.path,
        before=None if write.before is None else digest(write.before),
        after=digest(write.after),
        mode=None if write.before is None else Ownership.of(target).mode,
    )


def _change_back(root: Path, folder: Path, file: SavedFile) -> Change:
    target = _target(root, file.path)
    _expect_writable(target, is_new=False)
    original = None if file.before is None else saved_bytes(folder, file.path).read_bytes()
    if original is not None and digest(original) != file.before:
        raise InputError(
            f"{saved_bytes(folder, file.path)} is not what was saved; nothing was restored."
        )
    kept = folder / "replaced" / file.path
    return Change(target, target.read_bytes(), original, kept, file.mode)


def _where(error: OSError) -> str:
    place = error.filename2 or error.filename
    reason = error.strerror or str(error)
    return f"{os.fsdecode(place)}: {reason}" if place else reason
