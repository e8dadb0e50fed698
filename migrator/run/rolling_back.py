"""Rolling back: the sources of the last apply, and on demand the agents no code uses any more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from migrator.create import runs
from migrator.create.definitions_file import read_definitions
from migrator.create.deletion import DeletionReport
from migrator.create.forgetting import (
    forget_definitions,
    forget_empty_environments,
    forget_variables,
)
from migrator.find.tree import SourceTree
from migrator.model.json_types import canonical
from migrator.model.own_modules import ENVIRONMENT_VARIABLE, MARK
from migrator.plan.naming import constant_name
from migrator.rewrite.writing import RestoreResult, restore
from migrator.run.agents_asked_for import Access, locked_ids, requests_for, where
from migrator.run.planning import described_in_code
from migrator.run.project import Project

_CODE = (".py", ".pyw", ".ipynb")


def restore_sources(root: Path) -> RestoreResult:
    """Put the sources of the last apply back. Raises InputError and LockError."""
    return restore(root)


def delete_agents(project: Project, access: Access) -> DeletionReport:
    """Delete the agents this tool created that no code, no person and no session uses.

    To be called when the sources are restored. Raises InputError and ApiError; resumable.
    """
    ids = locked_ids(project)
    users = _named_in_code(project.root, ids)
    requests, _ = requests_for(project, read_definitions(project.root))
    unused = [key for key in ids if key not in users]
    report = runs.delete_created(requests, only=unused, **where(project, access))
    report.kept += [(key, f"{path} still uses it") for key, path in users.items()]
    gone = set(report.deleted.values())
    forget_variables(project.root, lambda name, value: value in gone)
    return report


def forget_what_is_gone(project: Project) -> list[str]:
    """Take definitions and variables of agents that don't exist out of our files.

    Returns the keys of definitions that stay because they say something that the code doesn't.
    To be called when the sources are restored. Raises InputError.
    """
    locked = forget_empty_environments(project.root)
    orphans = {each.key for each in read_definitions(project.root)} - locked
    if not orphans:
        return []
    said_again = _said_again(_whole(project)) & orphans
    forget_definitions(project.root, said_again)
    names = {constant_name(key) for key in said_again}
    if not _routing_files(project.root):
        names.add(ENVIRONMENT_VARIABLE)
    forget_variables(project.root, lambda name, value: name in names)
    return sorted(orphans - said_again)


def _routing_files(root: Path) -> list[str]:
    """The routing modules and tables of a tree."""
    tree = SourceTree.of([root], (), root)
    return [path for path in tree.holding(MARK.encode()) if path.endswith(".py")]


def _named_in_code(root: Path, ids: Mapping[str, str]) -> dict[str, str]:
    """Agent key to a file that names the agent's id or its variable, for agents that one does."""
    marks = {key: (ident.encode(), constant_name(key).encode()) for key, ident in ids.items()}
    tree = SourceTree.of([root], (), root)
    code = [path for path in tree.paths if path.endswith(_CODE)]
    found = tree.search([mark for pair in marks.values() for mark in pair], code)
    users: dict[str, str] = {}
    for path, held in found.items():
        for key in (key for key, pair in marks.items() if held & set(pair)):
            users.setdefault(key, path)
    return users


def _whole(project: Project) -> Project:
    return project if project.settings.paths else replace(project, paths=(project.root,))


def _said_again(project: Project) -> set[str]:
    """Keys of definitions that hold nothing but what the code says itself."""
    code = {definition.key: definition for definition in described_in_code(project)}
    return {
        definition.key
        for definition in read_definitions(project.root)
        if (again := code.get(definition.key)) is not None
        and again.name == definition.name
        and canonical(again.body) == canonical(definition.body)
        and canonical(again.channels) == canonical(definition.channels)
    }
