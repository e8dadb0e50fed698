"""Where definitions, lock and API no longer agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from migrator.create.agent_request import AgentRequest
from migrator.create.census import Census, take_census
from migrator.create.configuration import Difference
from migrator.create.failures import ApiRefusal
from migrator.create.outcome import Event
from migrator.create.parallel import for_each
from migrator.create.updates import is_outdated
from migrator.create.workplace import Workplace
from migrator.model.errors import ApiError
from migrator.model.lock import LockedAgent

DriftKind: TypeAlias = Literal[
    "not-created", "undefined", "missing", "outdated", "changed", "twin", "unknown", "unreachable"
]


@dataclass(frozen=True, slots=True)
class Drift:
    """One disagreement about one agent.

    not-created: defined, not in the lock. undefined: in the lock, not defined. missing: in the
    lock, not at the API. outdated: the definition changed since it was last applied. changed:
    someone changed the agent, member by member in `differences` (channel members as
    `channel.member`). twin: an agent nobody knows has the same name and configuration.
    unknown: this tool created it, and the lock
    doesn't have it. unreachable: it could not be read.
    """

    kind: DriftKind
    key: str
    id: str
    message: str
    differences: tuple[Difference, ...] = ()


async def verify(place: Workplace, requests: Sequence[AgentRequest]) -> list[Drift]:
    """Every disagreement between `requests` (the definitions, filled), lock and API, by key.

    Changes nothing. An event tells of each agent that others have in this project. Raises what the client raises when the agents can't be listed.
    """
    census = await take_census(place.client, place.pack)
    wanted = {request.key: request for request in requests}
    locked = place.keeper.agents
    found = [
        Drift("not-created", request.key, "", "defined, and not created in this environment")
        for request in requests
        if request.key not in locked
    ]

    async def look(key: str) -> None:
        found.extend(await _look(place, census, key, locked[key], wanted.get(key)))

    await for_each(
        list(locked), look, workers=place.client.concurrency, stopping=place.client.stopping
    )
    found += _unknown(place, census, {drift.id for drift in found})
    return sorted(found, key=lambda drift: (drift.key, drift.kind, drift.id))


def _unknown(place: Workplace, census: Census, told: set[str]) -> list[Drift]:
    found = []
    known = place.keeper.ids | told
    for name, ids in census.by_name.items():
        for agent_id in ids:
            if agent_id in known:
                continue
            made = place.journal.made(place.keeper.base_url, agent_id)
            if made is None:
                place.on_event(Event("unknown", agent_id, name))
            else:
                message = "was created by this tool, and is not in the lock; apply takes it back"
                found.append(Drift("unknown", made.key, agent_id, message))
    return found


async def _look(
    place: Workplace,
    census: Census,
    key: str,
    locked: LockedAgent,
    request: AgentRequest | None,
) -> list[Drift]:
    if locked.id not in census.ids:
        message = "no longer exists, or lives under another key"
        return [Drift("missing", key, locked.id, message)]
    if request is None:
        return [Drift("undefined", key, locked.id, "in the lock, and no longer defined")]
    try:
        found = await _compare(place, key, locked, request)
        found += await _twins(place, census, key, request)
    except ApiError as error:
        if isinstance(error, ApiRefusal) and error.refuses_the_key:
            raise
        return [Drift("unreachable", key, locked.id, str(error))]
    return found


async def _compare(
    place: Workplace, key: str, locked: LockedAgent, request: AgentRequest
) -> list[Drift]:
    if is_outdated(request, locked) or locked.fingerprint != request.fingerprint:
        message = "the definition changed since it was last applied"
        return [Drift("outdated", key, locked.id, message)]
    agent = await place.agent(locked.id)
    if agent is None:
        return [Drift("missing", key, locked.id, "was deleted a moment ago")]
    compare = place.configuration
    differences = compare.disagreements(request.body, agent, request.name)
    differences += compare.additions(request.body, agent)
    for channel in dict.fromkeys([*place.channels.names, *request.channels]):
        wanted = request.channels.get(channel, {})
        current = await place.channels.read(locked.id, channel)
        differences += [
            Difference(f"{channel}.{d.path}", d.wanted, d.actual)
            for d in (
                *compare.disagreements(wanted, current),
                *compare.channel_additions(wanted, current),
            )
        ]
    if not differences:
        return []
    members = ", ".join(difference.path for difference in differences)
    return [Drift("changed", key, locked.id, f"changed at the API: {members}", (*differences,))]


async def _twins(place: Workplace, census: Census, key: str, request: AgentRequest) -> list[Drift]:
    known = place.keeper.ids
    found = []
    for agent_id in census.by_name.get(request.name, []):
        if agent_id in known:
            continue
        agent = await place.agent(agent_id)
        if agent is not None and not place.configuration.disagreements(request.body, agent):
            message = (
                "has the same name and configuration, and is not in the lock; delete it at the API "
                "unless someone else uses it"
            )
            found.append(Drift("twin", key, agent_id, message))
    return found
