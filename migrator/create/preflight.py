"""Before anything is created: what a run would do, and what would go wrong, as data.

Source: docs/introduction/limits (cap), docs/introduction/authentication (keys and projects).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from migrator.create.agent_request import AgentRequest
from migrator.create.census import Census, take_census
from migrator.create.own_project import other_project
from migrator.create.parallel import for_each
from migrator.create.references import DoubtfulValue, MissingReference, look_up
from migrator.create.updates import Change, is_outdated, planned_changes
from migrator.create.workplace import Workplace


@dataclass(slots=True)
class Preflight:
    """What a run would find and do. `adopt`, `unchanged` and `missing` map keys to agent ids.

    `visible` counts the agents the key sees: a lower bound, the cap is the organization's.
    `open_intents` counts creations of earlier runs that wait to be settled.
    """

    visible: int
    cap: int
    open_intents: int
    create: list[str] = field(default_factory=list)
    adopt: dict[str, str] = field(default_factory=dict)
    unchanged: dict[str, str] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    missing_references: list[MissingReference] = field(default_factory=list)
    doubtful_values: list[DoubtfulValue] = field(default_factory=list)
    other_project: str | None = None

    @property
    def over_cap(self) -> int:
        """How many agents too many there would be, at least."""
        return max(0, self.visible + len(self.create) - self.cap)

    @property
    def warnings(self) -> list[str]:
        """Sentences for a person, worst first."""
        found = []
        if self.other_project is not None:
            found.append(self.other_project)
        if self.over_cap:
            found.append(
                f"{self.visible} agents exist and {len(self.create)} would be created: at least "
                f"{self.over_cap} more than the organization's cap of {self.cap}."
            )
        found += [
            f"Agent {agent_id} ({key}) of the lock no longer exists, or lives under another key."
            for key, agent_id in self.missing.items()
            if self.other_project is None
        ]
        return [*found, *map(str, self.missing_references), *map(str, self.doubtful_values)]

    @property
    def summary(self) -> str:
        """One sentence: how many agents there are, and what becomes of those asked for."""
        counts = (
            (len(self.create), "to create"),
            (len(self.adopt), "to adopt"),
            (len(self.changes), "to change"),
            (len(self.unchanged), "as they shall be"),
            (len(self.missing), "missing"),
        )
        said = ", ".join(f"{number} {what}" for number, what in counts if number)
        settling = (
            f" {self.open_intents} whose creation was cut off are looked for first."
            if self.open_intents
            else ""
        )
        return (
            f"The key sees {self.visible} agents of the {self.cap} that the organization may have. "
            f"Of those asked for: {said or 'none'}.{settling}"
        )


async def preflight(place: Workplace, requests: Sequence[AgentRequest]) -> Preflight:
    """Looks at the API without changing anything. Raises what the client raises."""
    census = await take_census(place.client, place.pack)
    keeper = place.keeper
    found = Preflight(
        visible=len(census.ids),
        cap=place.pack.limits.agents_per_organization,
        open_intents=len(place.journal.open_intents(keeper.environment, keeper.base_url)),
        other_project=other_project(place, census),
    )

    async def sort(request: AgentRequest) -> None:
        await _sort(place, request, census, found)

    await for_each(requests, sort, workers=place.client.concurrency, stopping=place.client.stopping)
    order = {request.key: index for index, request in enumerate(requests)}
    found.create.sort(key=order.__getitem__)
    found.changes = await planned_changes(place, requests)
    found.missing_references, found.doubtful_values = await look_up(place, requests)
    return found


async def _sort(place: Workplace, request: AgentRequest, census: Census, found: Preflight) -> None:
    locked = place.keeper.agents.get(request.key)
    if locked is None:
        taken = place.keeper.ids | set(found.adopt.values())
        for agent_id in census.by_name.get(request.name, []):
            if agent_id not in taken and await place.is_equal(request, agent_id):
                found.adopt[request.key] = agent_id
                return
        found.create.append(request.key)
    elif locked.id not in census.ids:
        found.missing[request.key] = locked.id
    elif not is_outdated(request, locked):
        found.unchanged[request.key] = locked.id
