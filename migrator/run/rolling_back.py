"""Rolling back: the sources of the last apply, and on demand the agents it created."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from migrator.create import runs
from migrator.create.definitions_file import read_definitions
from migrator.create.deletion import DeletionReport
from migrator.rewrite.writing import RestoreResult, restore
from migrator.run.applying import Access, locked_ids, requests_for, where
from migrator.run.project import Project


def restore_sources(root: Path) -> RestoreResult:
    """Put the sources of the last apply back. Raises InputError and LockError."""
    return restore(root)


def deletable(project: Project) -> list[str]:
    """Keys of the agents that the lock has for this environment."""
    return sorted(locked_ids(project))


def delete_agents(
    project: Project, access: Access, only: Sequence[str] | None = None
) -> DeletionReport:
    """Delete the agents this tool created that nobody changed or used.

    Raises InputError and ApiError; resumable.
    """
    requests, _ = requests_for(project, read_definitions(project.root))
    return runs.delete_created(requests, only=only, **where(project, access))
