"""What git knows of a folder: its work tree, the files it lists and uncommitted changes.

Without the git command, or outside a work tree, there is nothing to know and nothing fails.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

from migrator.model.errors import InputError

_LISTING = ("ls-files", "--cached", "--others", "--exclude-standard", "-z", "--")
# --no-renames: a renamed file then stands under the name that it has now.
_STATUS = ("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--ignored")


class GitRefusedError(Exception):
    """The git command is missing or won't answer here; the message is git's own."""


def work_tree(path: Path) -> Path | None:
    """The top folder of the work tree that `path` (absolute) is in, or None."""
    for folder in (path, *path.parents):
        if (folder / ".git").exists():
            return folder
    return None


def listed_files(top: Path, starts: Iterable[str]) -> list[str]:
    """Tracked files and untracked ones that aren't ignored, under `starts` (relative to `top`).

    A submodule comes as its folder's name, an untracked repository as the name with a final `/`;
    deleted files are still in. Raises GitRefusedError.
    """
    return _split(_git(top, [*_LISTING, *starts]))


def is_dirty(root: Path, paths: Sequence[str]) -> frozenset[str]:
    """Those of `paths` (relative to `root`) that have no committed copy of what they hold.

    That is: modified, staged, untracked or ignored files. Nothing is dirty outside a work tree or
    without the git command. Raises InputError where git refuses to answer.
    """
    by_tree: dict[Path, dict[str, str]] = {}
    for path in paths:
        # The folder is resolved, the file is not: git knows a link, not what it points to.
        place = root / path
        absolute = Path(os.path.realpath(place.parent)) / place.name
        top = work_tree(absolute.parent)
        if top is not None:
            by_tree.setdefault(top, {})[absolute.relative_to(top).as_posix()] = path
    dirty: set[str] = set()
    for top, known in by_tree.items():
        dirty.update(known[name] for name in _changed(top, list(known)) if name in known)
    return frozenset(dirty)


def _changed(top: Path, names: list[str]) -> list[str]:
    try:
        rows = _split(_git(top, [*_STATUS, "--", *names]))
    except FileNotFoundError:
        return []
    except GitRefusedError as error:
        raise InputError(
            f"git can't tell whether files in {top} have uncommitted changes: {error}. "
            "Mend that, or pass --allow-dirty."
        ) from error
    return [row[3:] for row in rows]


def _git(top: Path, arguments: Sequence[str]) -> bytes:
    command = ["git", "--literal-pathspecs", "-C", str(top), *arguments]
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    done = subprocess.run(  # noqa: S603  a fixed command; names come after `--`
        command, capture_output=True, env=environment, check=False
    )
    if done.returncode:
        raise GitRefusedError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def _split(output: bytes) -> list[str]:
    return [os.fsdecode(name) for name in output.split(b"\0") if name]
