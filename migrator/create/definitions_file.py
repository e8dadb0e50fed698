"""`omniagents.toml`: the agents' definitions, where the configuration lives after the migration.

One `[agents.KEY]` table an agent. People edit it: what the tool writes keeps their comments,
order and formatting, and touches only what differs.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AbstractTable, Table

from migrator.create.lock_file import write_whole
from migrator.create.toml_editing import merge, rename_comment
from migrator.create.toml_values import (
    NotJsonError,
    filled_table,
    from_toml,
    to_toml,
)
from migrator.model.agents import AgentDefinition
from migrator.model.errors import InputError
from migrator.model.json_types import Json, JsonObject, canonical
from migrator.model.own_files import DEFINITIONS_FILE

_AGENTS, _NAME, _BODY, _CHANNELS, _CALL_SITES = "agents", "name", "body", "channels", "call_sites"
_MEMBERS = (_NAME, _BODY, _CHANNELS, _CALL_SITES)
_ORIGIN = "# Opens the sessions of "
HEAD = """\
# The agents of this project. Change one here, then run `migrator apply`: it shows what would
# change and updates the agent. `{ "$env" = "NAME" }` is filled from the environment, and
# `{ "$null" = true }` stands for null.
"""
_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")


def read_definitions(root: Path) -> list[AgentDefinition]:
    """The definitions in the file's order, none when there is no file.

    Raises InputError, with file and line or key, when the file is broken.
    """
    path = root / DEFINITIONS_FILE
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} can't be read: {error}.") from None
    return definitions_in(text, str(path))


def definitions_in(text: str, path: str = DEFINITIONS_FILE) -> list[AgentDefinition]:
    """The definitions of a file's text. Raises InputError as `read_definitions`."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _LINE.search(str(error))
        line = place.group(1) if place and place.group(1) else text.count("\n") + 1
        problem = _LINE.sub("", str(error)).strip()
        raise InputError(f"{path}:{line}: not TOML: {problem}.") from None
    agents = data.get(_AGENTS, {})
    if not isinstance(agents, dict):
        raise InputError(f"{path}: `{_AGENTS}` must hold one table an agent.")
    return [_definition(path, key, table) for key, table in agents.items()]


def write_definitions(
    root: Path,
    definitions: Sequence[AgentDefinition],
    origins: Mapping[str, Sequence[str]] | None = None,
) -> None:
    """Adds or changes these definitions in the file; other agents stay as they are.

    `origins` gives, by agent key, the calls as people know them (`app/voice.py:12`), for the
    comment; without, their ids. Raises InputError when the file is broken or can't be written.
    """
    path = root / DEFINITIONS_FILE
    present = path.read_bytes().decode("utf-8") if path.exists() else ""
    definitions_in(present, str(path))
    text = with_definitions(present, definitions, origins or {})
    if text != present:
        write_whole(path, text)


def with_definitions(
    text: str,
    definitions: Sequence[AgentDefinition],
    origins: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """The text of a file with these definitions added or changed; see `write_definitions`."""
    present = {definition.key: definition for definition in definitions_in(text)}
    for definition in definitions:
        origin = _origin(definition, (origins or {}).get(definition.key))
        if definition.key not in present:
            text = _appended(text, definition, origin)
        elif not _is_same(definition, present[definition.key]):
            text = _changed(text, definition, origin)
    return text


def _definition(path: str, key: str, table: object) -> AgentDefinition:
    where = f"{path}: agents.{key}"
    if not isinstance(table, dict):
        raise InputError(f"{where} must be a table.")
    unknown = sorted(set(table).difference(_MEMBERS))
    if unknown:
        raise InputError(f"{where}.{unknown[0]} is not known; expected {', '.join(_MEMBERS)}.")
    name, sites = table.get(_NAME), table.get(_CALL_SITES, [])
    if not isinstance(name, str) or not name:
        raise InputError(f"{where}.{_NAME} must be a text.")
    if not isinstance(sites, list) or not all(isinstance(site, str) for site in sites):
        raise InputError(f"{where}.{_CALL_SITES} must be an array of texts.")
    channels = table.get(_CHANNELS, {})
    if not isinstance(channels, dict):
        raise InputError(f"{where}.{_CHANNELS} must hold one table a channel.")
    return AgentDefinition(
        key,
        name,
        _object(f"{where}.{_BODY}", table.get(_BODY)),
        {
            channel: _object(f"{where}.{_CHANNELS}.{channel}", config)
            for channel, config in channels.items()
        },
        tuple(sites),
    )


def _object(where: str, value: object) -> JsonObject:
    if not isinstance(value, dict):
        raise InputError(f"{where} must be a table.")
    try:
        return {member: from_toml(item) for member, item in value.items()}
    except NotJsonError as error:
        raise InputError(f"{where}: {error}.") from None


def _is_same(one: AgentDefinition, other: AgentDefinition) -> bool:
    return canonical(_members(one)) == canonical(_members(other))


def _members(definition: AgentDefinition) -> dict[str, Json]:
    return {
        _NAME: definition.name,
        _CALL_SITES: list(definition.call_sites),
        _BODY: definition.body,
        _CHANNELS: dict(definition.channels),
    }


def _origin(definition: AgentDefinition, described: Sequence[str] | None) -> str:
    calls = described if described is not None else definition.call_sites
    text = _ORIGIN + ", ".join(calls)
    return "".join(character if character.isprintable() else "?" for character in text)


def _appended(text: str, definition: AgentDefinition, origin: str) -> str:
    document = tomlkit.document()
    agents = tomlkit.table(is_super_table=True)
    agents.append(definition.key, _table(definition, origin))
    document.append(_AGENTS, agents)
    block = tomlkit.dumps(document)
    before = text if text.strip() else HEAD
    if not before.endswith("\n"):
        before += "\n"
    return before + "\n" + block


def _table(definition: AgentDefinition, origin: str) -> Table:
    table = tomlkit.table()
    if origin != _ORIGIN:
        table.add(tomlkit.comment(origin.removeprefix("# ")))
    table.append(_NAME, to_toml(definition.name))
    if definition.call_sites:
        table.append(_CALL_SITES, to_toml(definition.call_sites))
    table.append(_BODY, filled_table(definition.body))
    if definition.channels:
        channels = tomlkit.table(is_super_table=True)
        for channel, config in definition.channels.items():
            channels.append(channel, filled_table(config))
        table.append(_CHANNELS, channels)
    return table


def _changed(text: str, definition: AgentDefinition, origin: str) -> str:
    intended = {d.key: d for d in definitions_in(text)} | {definition.key: definition}
    document = tomlkit.parse(text)
    try:
        table = _agents_of(document)[definition.key]
        if isinstance(table, AbstractTable):
            optional = (_CALL_SITES, _CHANNELS)
            merge(table, {m: v for m, v in _members(definition).items() if v or m not in optional})
            rename_comment(table, _ORIGIN, origin)
        changed = tomlkit.dumps(document)
        if not text.endswith("\n\n"):
            changed = changed.rstrip("\n") + "\n"
        if _holds(changed, intended):
            return changed
    except (TOMLKitError, InputError):
        # Out-of-order tables are more than tomlkit edits in place; the table is written anew.
        document = tomlkit.parse(text)
    _agents_of(document).remove(definition.key)
    return _appended(tomlkit.dumps(document), definition, origin)


def _agents_of(document: tomlkit.TOMLDocument) -> AbstractTable:
    agents = document[_AGENTS]
    if not isinstance(agents, AbstractTable):
        raise TOMLKitError("agents are spread over the file")
    return agents


def _holds(text: str, intended: Mapping[str, AgentDefinition]) -> bool:
    found = {definition.key: definition for definition in definitions_in(text)}
    return found.keys() == intended.keys() and all(
        _is_same(definition, intended[key]) for key, definition in found.items()
    )
