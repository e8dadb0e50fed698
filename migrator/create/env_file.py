"""`.env.omniagent` and its like of other environments: `NAME=agent id` lines for code that finds its agent in the environment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from migrator.create.lock_file import write_whole
from migrator.model.errors import InputError
from migrator.model.own_files import env_file

_ASSIGNMENT = re.compile(r"\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=")


def write_agent_variables(root: Path, environment: str, ids: Mapping[str, str]) -> None:
    """Sets each variable to its agent id of an environment; other lines, comments and their order are kept.

    Raises InputError when the file can't be read or written.
    """
    path = root / env_file(environment)
    try:
        present = path.read_bytes().decode("utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} can't be read: {error}.") from None
    text = with_agent_variables(present, ids)
    if text != present:
        write_whole(path, text)


def assignment_in(line: str) -> tuple[str, str] | None:
    """The name and the value (quotes aside) that a line assigns, None when it does nothing."""
    assignment = _ASSIGNMENT.match(line)
    return (
        (assignment.group(1), line[assignment.end() :].strip(" \t\r\n'\"")) if assignment else None
    )


def with_agent_variables(text: str, ids: Mapping[str, str]) -> str:
    """The text of such a file with these variables set, new ones at its end."""
    lines = text.splitlines(keepends=True)
    missing = dict(ids)
    for index, line in enumerate(lines):
        assignment = _ASSIGNMENT.match(line)
        name = assignment.group(1) if assignment else ""
        if name in ids:
            ending = line[len(line.rstrip("\r\n")) :] or "\n"
            lines[index] = f"{name}={ids[name]}{ending}"
            missing.pop(name, None)
    if lines and missing and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return "".join([*lines, *(f"{name}={agent_id}\n" for name, agent_id in missing.items())])
