"""Before anything is created: what a run would do, and what would go wrong, as data.

Source: docs/introduction/limits (cap), docs/introduction/authentication (keys and projects).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from migrator.create.agent_request import AgentRequest
from migrator.create.census import Census, take_census
from migrator.create.configuration import value_at
from migrator.create.failures import NOT_FOUND, ApiRefusal
from migrator.create.own_project import other_project
from migrator.create.parallel import for_each
from migrator.create.updates import Change, is_outdated, planned_changes
from migrator.create.wire import fill_path
from migrator.create.workplace import Workplace
from migrator.model.json_types import Json


@dataclass(frozen=True, slots=True)
class MissingReference:
    """An id in an agent's body that this key doesn't see, and the agents (keys) that name it."""

    field: str
    id: str
    keys: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.field} {self.id!r} is not found (agents {', '.join(self.keys)}). An id of "
            "another project looks just like this: check that the key is the one the code uses."
        )


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
        return [*found, *map(str, self.missing_references)]


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
    found.missing_references = await _missing_references(place, requests)
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


async def _missing_references(
    place: Workplace, requests: Sequence[AgentRequest]
) -> list[MissingReference]:
    users: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
    for rule in place.pack.fields:
        if rule.refers_to is None or rule.scope == "session":
            continue
        for request in requests:
            parts: Sequence[Mapping[str, Json]] = (
                [request.body] if rule.scope == "agent" else list(request.channels.values())
            )
            for part in parts:
                for reference in _ids(value_at(part, rule.target_path)):
                    users[rule.target, reference, rule.refers_to].append(request.key)
    absent: list[tuple[str, str, str]] = []

    async def look_up(reference: tuple[str, str, str]) -> None:
        _, reference_id, template = reference
        try:
            await place.client.get(fill_path(template, reference_id))
        except ApiRefusal as error:
            if error.status == NOT_FOUND:
                absent.append(reference)
            elif error.refuses_the_key:
                raise

    await for_each(users, look_up, workers=place.client.concurrency, stopping=place.client.stopping)
    return [
        MissingReference(target, reference_id, tuple(dict.fromkeys(keys)))
        for (target, reference_id, template), keys in users.items()
        if (target, reference_id, template) in absent
    ]


def _ids(value: Json) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    return [item for item in listed if isinstance(item, str) and item]
