"""Reading and writing `omniagent.lock.json`: whole or not at all, the same lock the same bytes."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import ValidationError

from migrator.model.errors import InputError, LockError
from migrator.model.json_types import Json
from migrator.model.lock import Lock, LockedAgent
from migrator.model.own_files import LOCK_FILE

_CONFLICT_MARKERS = ("<<<<<<<", "|||||||", "=======", ">>>>>>>")


def read_lock(root: Path) -> Lock:
    """The lock of a project, an empty one when it has none yet.

    Raises LockError, with file and line, when it is broken; nothing is changed then.
    """
    path = root / LOCK_FILE
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Lock()
    except (OSError, UnicodeDecodeError) as error:
        raise LockError(f"{path} can't be read: {error}.") from None
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(_CONFLICT_MARKERS):
            raise LockError(
                f"{path}:{number}: git's conflict markers. Keep the entries of both sides, one an "
                "agent key, remove the markers, then run this again."
            )
    try:
        lock = Lock.model_validate(json.loads(text, object_pairs_hook=_without_twins))
    except ValidationError as error:
        raise LockError(_what_is_wrong(path, error)) from None
    except _TwiceError as error:
        raise LockError(f"{path}: {error} is there twice. Keep one of them.") from None
    except (ValueError, RecursionError) as error:
        line = f":{error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise LockError(
            f"{path}{line}: not JSON ({getattr(error, 'msg', 'too deep')}). Restore the file from "
            "git; what this tool created since is in its journal."
        ) from None
    _expect_one_key_an_agent(path, lock)
    return lock


def write_lock(root: Path, lock: Lock) -> None:
    """Puts the lock in place in one step. Raises InputError when the disk refuses."""
    _write_parts(root / LOCK_FILE, _parts(lock))


def lock_text(lock: Lock) -> str:
    """The file's text: sorted keys, two-space indent, final newline."""
    return "".join(_parts(lock))


def _parts(lock: Lock) -> Iterator[str]:
    # An agent at a time: the text of thousands isn't held beside the agents themselves.
    yield '{\n  "environments": {'
    for number, (name, section) in enumerate(sorted(lock.environments.items())):
        yield f'{"," if number else ""}\n    {json.dumps(name)}: {{\n      "agents": {{'
        for place, (key, agent) in enumerate(sorted(section.agents.items())):
            yield f"{',' if place else ''}\n        {json.dumps(key)}: {_indented(agent, 8)}"
        yield "\n      }" if section.agents else "}"
        for member, value in sorted(section.model_dump(mode="json", exclude={"agents"}).items()):
            yield f",\n      {json.dumps(member)}: {json.dumps(value)}"
        yield "\n    }"
    yield "\n  }" if lock.environments else "}"
    yield f',\n  "version": {lock.version}\n}}\n'


def _indented(agent: LockedAgent, by: int) -> str:
    text = json.dumps(agent.model_dump(mode="json"), indent=2, sort_keys=True)
    return text.replace("\n", "\n" + " " * by)


def write_whole(path: Path, text: str) -> None:
    """Replaces a file's text in one step; the old text stays where that fails.

    A link is followed and the file's mode kept. Raises InputError when the disk refuses.
    """
    _write_parts(path, [text])


def _write_parts(path: Path, parts: Iterable[str]) -> None:
    target = path.resolve()
    try:
        mode = target.stat().st_mode & 0o777 if target.exists() else None
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                for part in parts:
                    file.write(part.encode("utf-8"))
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, mode if mode is not None else 0o644)
            os.replace(name, target)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        raise InputError(
            f"{path} can't be written ({error.strerror}). What was done is in the journal; make "
            "room or give leave, then run this again."
        ) from None


class _TwiceError(Exception):
    """A JSON object with a key that is there twice: what a merge by hand leaves easily."""


def _without_twins(members: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(members)
    if len(found) < len(members):
        names = [name for name, _ in members]
        raise _TwiceError(repr(next(name for name in names if names.count(name) > 1)))
    return found


def _expect_one_key_an_agent(path: Path, lock: Lock) -> None:
    for environment, section in lock.environments.items():
        keys: dict[str, str] = {}
        for key, agent in section.agents.items():
            if (other := keys.setdefault(agent.id, key)) != key:
                raise LockError(
                    f"{path}: environments.{environment}: agents {other} and {key} have one id, "
                    f"{agent.id}. Each agent has an id of its own: restore the file from git."
                )


def _what_is_wrong(path: Path, error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "the whole file"
    return f"{path}: {where}: {first['msg']}. Restore the file from git; it is not for editing."
