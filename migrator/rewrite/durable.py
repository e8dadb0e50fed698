"""Files that are there whole or not at all, also after the power went."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Ownership:
    """What a replaced file keeps: permission bits, user and group."""

    mode: int
    user: int
    group: int

    @classmethod
    def of(cls, path: Path) -> Ownership:
        """That of a file. Raises OSError."""
        state = path.stat()
        return cls(state.st_mode & 0o7777, state.st_uid, state.st_gid)


def write_new(path: Path, data: bytes, ownership: Ownership | None = None) -> None:
    """Writes a file that isn't there yet, and waits for the disk. Raises OSError.

    Without `ownership` it becomes what a new file of this process is.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if ownership else 0o666)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        file.flush()
        if ownership is not None:
            _keep(file.fileno(), ownership)
        os.fsync(file.fileno())


def replace(new: Path, old: Path) -> None:
    """Puts `new` in the place of `old` at once, and waits for the disk. Raises OSError."""
    os.replace(new, old)
    sync_folder(old.parent)


def write_over(path: Path, data: bytes, ownership: Ownership | None = None) -> None:
    """Writes a file in one step, whether it is there or not. Raises OSError."""
    new = path.with_name(f".{path.name}.new")
    new.unlink(missing_ok=True)
    write_new(new, data, ownership)
    replace(new, path)


def sync_folder(folder: Path) -> None:
    """Waits until the names in a folder are on the disk. Raises OSError."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _keep(handle: int, ownership: Ownership) -> None:
    now = os.fstat(handle)
    if (now.st_uid, now.st_gid) != (ownership.user, ownership.group):
        # Only root may give files away; the content matters more than whose it is.
        with suppress(PermissionError):
            os.fchown(handle, ownership.user, ownership.group)
    os.fchmod(handle, ownership.mode)
