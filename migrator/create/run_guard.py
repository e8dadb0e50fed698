"""One run at a time in a project: a file that the system frees when its holder dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from migrator.model.errors import InputError, LockError
from migrator.model.state_folder import state_folder

_GUARD = "lock"


@contextmanager
def only_run(root: Path) -> Iterator[None]:
    """Holds `.migrator/` of `root` for one run that creates, changes or deletes agents.

    Raises LockError at once while another run holds it, and InputError where the folder or its
    file system doesn't allow it. The system frees it when a run dies.
    """
    path = state_folder(root) / _GUARD
    try:
        file = path.open("a+b")
    except OSError as error:
        raise _unusable(path, error) from None
    with file:
        try:
            is_ours = _try_to_hold(file)
            if is_ours:
                file.truncate(0)
                file.write(str(os.getpid()).encode())
                file.flush()
        except OSError as error:
            raise _unusable(path, error) from None
        if not is_ours:
            raise LockError(
                f"Another run{_holder(file)} is at work in {root}. Wait for it to end, then run "
                "this again."
            )
        yield


def _holder(file: IO[bytes]) -> str:
    try:
        file.seek(0)
        number = file.read(20).decode("ascii", "replace").strip()
    except OSError:
        return ""
    return f" (process {number})" if number else ""


def _unusable(path: Path, error: OSError) -> InputError:
    return InputError(
        f"{path} can't be held for this run ({error.strerror}), so nothing was sent. Make room or "
        "give leave, then run this again."
    )


if sys.platform == "win32":
    import msvcrt

    def _try_to_hold(file: IO[bytes]) -> bool:
        file.seek(1024)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_to_hold(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
