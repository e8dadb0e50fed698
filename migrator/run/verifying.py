"""Verifying: do definitions, lock and API still agree, and did the traffic move?"""

from __future__ import annotations

from dataclasses import dataclass, replace

from migrator.create import runs
from migrator.create.definitions_file import read_definitions
from migrator.create.drift import Drift
from migrator.create.outcome import Event
from migrator.observe.traffic import Traffic, observe
from migrator.run.agents_asked_for import Access, requests_for, where
from migrator.run.project import Project


@dataclass(frozen=True, slots=True)
class Verified:
    """`drifts` are the disagreements, `missing` agents (key, why) without environment values.

    `others` are id and name of agents in the project that neither a definition nor the lock knows;
    `traffic` is None where nobody asked for it.
    """

    agents: int
    drifts: tuple[Drift, ...]
    missing: tuple[tuple[str, str], ...]
    others: tuple[tuple[str, str], ...] = ()
    traffic: Traffic | None = None

    @property
    def agrees(self) -> bool:
        """Whether definitions, lock and API do."""
        return not self.drifts and not self.missing

    @property
    def is_fine(self) -> bool:
        """Whether nothing was found at all."""
        return self.agrees and (self.traffic is None or self.traffic.has_moved)


def verify(project: Project, access: Access, *, session_days: float | None = None) -> Verified:
    """Compare what is defined, locked and at the API, and look at the sessions of so many days.

    Raises InputError and ApiError.
    """
    requests, missing = requests_for(project, read_definitions(project.root))
    others: list[tuple[str, str]] = []

    def hear(event: Event) -> None:
        if event.kind == "unknown":
            others.append((event.key, event.detail))

    drifts = runs.verify(requests, **where(project, replace(access, on_event=hear)))
    traffic = (
        None
        if session_days is None
        else observe(requests, days=session_days, **where(project, access))
    )
    return Verified(len(requests), tuple(drifts), tuple(missing), tuple(others), traffic)
