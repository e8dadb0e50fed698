"""Taking agents that no longer exist out of lock, definitions and variables.

A file of ours that holds nothing afterwards goes, so that a first apply can be taken back whole.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from migrator.create.definitions_file import HEAD, definitions_in, read_definitions
from migrator.create.env_file import assignment_in
from migrator.create.lock_file import read_lock, write_lock, write_whole
from migrator.model.errors import InputError
from migrator.model.own_files import DEFINITIONS_FILE, ENV_FILE, LOCK_FILE


def forget_empty_environments(root: Path) -> set[str]:
    """Drops sections of the lock without agents; returns the agent keys that are still locked.

    Raises InputError (LockError among them).
    """
    lock = read_lock(root)
    sections = {name: section for name, section in lock.environments.items() if section.agents}
    if not sections:
        _remove(root / LOCK_FILE)
    elif sections.keys() != lock.environments.keys():
        write_lock(root, lock.model_copy(update={"environments": sections}))
    return {key for section in sections.values() for key in section.agents}


def forget_environment(root: Path, environment: str) -> None:
    """Drops a section of the lock whose agents are gone. Raises InputError."""
    lock = read_lock(root)
    sections = {name: each for name, each in lock.environments.items() if name != environment}
    if not sections:
        _remove(root / LOCK_FILE)
    elif sections.keys() != lock.environments.keys():
        write_lock(root, lock.model_copy(update={"environments": sections}))


def forget_definitions(root: Path, keys: Collection[str]) -> None:
    """Removes these agents' tables from `omniagents.toml`; the rest stays as people left it.

    Raises InputError when the file is broken or can't be written.
    """
    path = root / DEFINITIONS_FILE
    stay = [definition for definition in read_definitions(root) if definition.key not in keys]
    if not keys or not path.exists():
        return
    text = path.read_bytes().decode("utf-8")
    try:
        document = tomlkit.parse(text)
        for key in keys:
            document["agents"].remove(key)
        left = tomlkit.dumps(document)
        if definitions_in(left, str(path)) != stay:
            return
    except (TOMLKitError, InputError):
        # Tables spread over the file are more than tomlkit edits; nothing is lost by keeping them.
        return
    if stay or left.replace("[agents]", "").strip() != HEAD.strip():
        write_whole(path, left.rstrip("\n") + "\n")
    else:
        _remove(path)


def forget_variables(root: Path, is_gone: Callable[[str, str], bool]) -> None:
    """Removes the lines of `.env.omniagent`, of any environment, of which `is_gone(name, value)` says so.

    Raises InputError when the file can't be read or written.
    """
    for path in sorted(root.glob(f"{ENV_FILE}*")):
        _forget_in(path, is_gone)


def _forget_in(path: Path, is_gone: Callable[[str, str], bool]) -> None:
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} can't be read: {error}.") from None
    lines = text.splitlines(keepends=True)
    stay = [line for line in lines if not ((a := assignment_in(line)) and is_gone(*a))]
    if not "".join(stay).strip():
        _remove(path)
    elif stay != lines:
        write_whole(path, "".join(stay))


def _remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{path} can't be removed: {error.strerror}.") from None
