"""One run at a time in a project: a file that the system frees when its holder dies."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from migrator.model.errors import LockError
from migrator.model.state_folder import state_folder

_GUARD = "lock"


@contextmanager
def only_run(root: Path) -> Iterator[None]:
    """Holds `.migrator/` of `root` for one run that creates, changes or deletes agents.

    Raises LockError at once while another run holds it. The system frees it when a run dies.
    """
    path = state_folder(root) / _GUARD
    with path.open("a+b") as file:
        if not _try_to_hold(file):
            file.seek(0)
            holder = file.read(20).decode("ascii", "replace").strip()
            raise LockError(
                f"Another run{f' (process {holder})' if holder else ''} is at work in {root}. "
                "Wait for it to end, then run this again."
            )
        file.truncate(0)
        file.write(str(os.getpid()).encode())
        file.flush()
        yield


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
