"""Verifying: do definitions, lock and API still agree?"""

from __future__ import annotations

from dataclasses import dataclass

from migrator.create import runs
from migrator.create.definitions_file import read_definitions
from migrator.create.drift import Drift
from migrator.run.applying import Access, requests_for, where
from migrator.run.project import Project


@dataclass(frozen=True, slots=True)
class Verified:
    """`drifts` are the disagreements, `missing` agents (key, why) without environment values."""

    agents: int
    drifts: tuple[Drift, ...]
    missing: tuple[tuple[str, str], ...]

    @property
    def agrees(self) -> bool:
        """Whether nothing was found."""
        return not self.drifts and not self.missing


def verify(project: Project, access: Access) -> Verified:
    """Compare what is defined, locked and at the API. Raises InputError and ApiError."""
    requests, missing = requests_for(project, read_definitions(project.root))
    drifts = runs.verify(requests, **where(project, access))
    return Verified(len(requests), tuple(drifts), tuple(missing))
