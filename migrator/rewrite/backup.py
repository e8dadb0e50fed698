"""What each apply's sources were before it: `.migrator/backup/RUN/`, files and a manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from migrator.model.errors import InputError, LockError
from migrator.model.state_folder import STATE_FOLDER
from migrator.rewrite.durable import write_over

_FOLDER = "backup"
_MANIFEST = "manifest.json"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SavedFile(_Part):
    """One source: its path from the root, SHA-256 (hex) before and after, its permission bits.

    `before` and `mode` are None for a file that the apply made.
    """

    path: str
    before: str | None
    after: str
    mode: int | None


class Manifest(_Part):
    """One apply. `number` grows from run to run; `restored` says it was rolled back."""

    version: int = 1
    number: int
    run: str
    restored: bool = False
    files: tuple[SavedFile, ...]


def backup_folder(root: Path, run: str) -> Path:
    """Where the sources before the apply `run` are kept."""
    return root / STATE_FOLDER / _FOLDER / run


def saved_bytes(folder: Path, path: str) -> Path:
    """Where a backup keeps the file of that path."""
    return folder / "files" / path


def save_manifest(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest in one step. Raises OSError."""
    write_over(folder / _MANIFEST, (manifest.model_dump_json(indent=2) + "\n").encode())


def load_manifest(folder: Path) -> Manifest:
    """The manifest of a backup. Raises InputError if there is none, LockError if it is broken."""
    path = folder / _MANIFEST
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise InputError(f"{path}: there is no backup of that run.") from None
    except (OSError, ValidationError) as error:
        raise LockError(
            f"{path} can't be read: {error}. The sources before that run are beside it, in files/."
        ) from None


def last_manifest(root: Path) -> Manifest | None:
    """The manifest of the last apply, or None. Raises LockError if any is broken."""
    return max(_manifests(root), key=lambda manifest: manifest.number, default=None)


def last_written(root: Path) -> dict[str, str]:
    """What applies that weren't taken back left: path from the root to SHA-256 (hex) of the bytes.

    A file that still holds it has no uncommitted work of anybody else. Raises LockError.
    """
    manifests = sorted(_manifests(root), key=lambda manifest: manifest.number)
    applied = [manifest for manifest in manifests if not manifest.restored]
    return {file.path: file.after for manifest in applied for file in manifest.files}


def digest(data: bytes) -> str:
    """SHA-256, hex."""
    return hashlib.sha256(data).hexdigest()


def digest_of_file(path: Path) -> str | None:
    """SHA-256 (hex) of what a file holds, None if it isn't there. Raises OSError."""
    try:
        return digest(path.read_bytes())
    except FileNotFoundError:
        return None


def _manifests(root: Path) -> Iterator[Manifest]:
    for path in sorted(backup_folder(root, "").glob(f"*/{_MANIFEST}")):
        yield load_manifest(path.parent)
