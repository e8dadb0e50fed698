"""`.migrator/`: the folder of a run's state: plan, journal, backups. It ignores itself for git."""

from __future__ import annotations

from pathlib import Path

from migrator.model.errors import InputError

STATE_FOLDER = ".migrator"


def state_folder(root: Path) -> Path:
    """`root/.migrator`, made if need be. Raises InputError when it can't be."""
    folder = root / STATE_FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ignore = folder / ".gitignore"
        if not ignore.exists():
            ignore.write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"{folder} can't be written ({error.strerror}): a run keeps its journal and its "
            "backups there."
        ) from None
    return folder
