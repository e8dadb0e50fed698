"""The files that routed calls need: the routing module, and the table with this run's agents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from migrator.create.lock_file import read_lock
from migrator.model.errors import InputError
from migrator.model.own_modules import table_path
from migrator.model.pack import RulePack
from migrator.rewrite.routing_module import (
    BrokenTableError,
    module_text,
    read_table,
    table_text,
)
from migrator.rewrite.writing import SourceWrite


def routing_files(
    root: Path,
    modules: Iterable[str],
    pack: RulePack,
    environment: str,
    agents: Mapping[str, str],
) -> list[SourceWrite]:
    """What has to be written for these modules, nothing of what is there already.

    `agents` are agent ids by the fingerprints that lead to them in this environment. Entries that
    are there stay as long as the lock has their agent. Raises InputError for a table that isn't
    what this tool wrote.
    """
    locked = {
        name: {agent.id for agent in section.agents.values()}
        for name, section in read_lock(root).environments.items()
    }
    writes: list[SourceWrite] = []
    for module in sorted(modules):
        table = table_path(module)
        sections = {
            name: {key: agent for key, agent in held.items() if agent in locked.get(name, ())}
            for name, held in _sections(root, table).items()
        }
        sections[environment] = sections.get(environment, {}) | dict(agents)
        for path, text in ((module, module_text(pack)), (table, table_text(sections))):
            before = _bytes(root / path)
            if before is None or before.replace(b"\r\n", b"\n") != text.encode():
                writes.append(SourceWrite(path, before, text.encode()))
    return writes


def agents_in_tables(root: Path, modules: Iterable[str], environment: str) -> dict[str, str]:
    """Keys of the agents that the tables of these modules lead to, by fingerprint.

    Raises InputError for a table that isn't what this tool wrote.
    """
    keys = {ident: key for key, ident in read_lock(root).agent_ids(environment).items()}
    found: dict[str, str] = {}
    for module in sorted(modules):
        section = _sections(root, table_path(module)).get(environment, {})
        found |= {mark: keys[ident] for mark, ident in section.items() if ident in keys}
    return found


def _sections(root: Path, table: str) -> dict[str, dict[str, str]]:
    held = _bytes(root / table)
    if held is None:
        return {}
    try:
        return read_table(held.decode("utf-8", "replace"))
    except BrokenTableError as error:
        raise InputError(
            f"{table} can't be read: {error}. Restore it from git, or delete it: it is written "
            "anew, with the agents that are known from the code."
        ) from None


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
