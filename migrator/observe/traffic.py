"""Which sessions went through which agent, and which still bring their whole configuration.

A session shows its companion, tools and knowledge, but no voice, language or prompt: that an agent
agrees with it means that it may be the agent, not that it is.
Source: docs/monitoring-your-agent/sessions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Unpack

from migrator.create.agent_request import AgentRequest
from migrator.create.configuration import is_same_json, value_at
from migrator.create.runs import looking
from migrator.create.sessions import Session, sessions
from migrator.create.workplace import Where, Workplace
from migrator.model.json_types import Json, canonical
from migrator.model.pack import FieldRule, RulePack

_DAY = 86_400.0


@dataclass(slots=True)
class PerSession:
    """Sessions of one configuration on one channel that didn't go through an agent.

    `shown` holds what the API shows of the configuration, `agents` the keys of the agents that
    agree with it. `last` is when the last one was opened, in Unix seconds.
    """

    channel: str
    shown: Mapping[str, Json]
    agents: tuple[str, ...]
    sessions: int = 0
    last: float = 0.0


@dataclass(slots=True)
class Traffic:
    """The sessions opened since a moment (Unix seconds).

    `through_agents` counts by agent key, `through_others` by the id of agents the lock doesn't have.
    """

    since: float
    through_agents: dict[str, int] = field(default_factory=dict)
    through_others: dict[str, int] = field(default_factory=dict)
    per_session: list[PerSession] = field(default_factory=list)

    @property
    def has_moved(self) -> bool:
        """Whether every session went through an agent."""
        return not self.per_session


def observe(requests: Sequence[AgentRequest], *, days: float, **where: Unpack[Where]) -> Traffic:
    """The sessions of the last `days`, by the API's clock. Raises InputError and ApiError."""
    return looking(lambda place: _watch(place, requests, days), where)


async def _watch(place: Workplace, requests: Sequence[AgentRequest], days: float) -> Traffic:
    traffic = Traffic(0.0)
    keys = {agent.id: key for key, agent in place.keeper.agents.items()}
    groups: dict[str, PerSession] = {}
    async for page in sessions(place.client, place.pack):
        traffic.since = place.client.now() - days * _DAY
        for session in page:
            if session.created is None or session.created >= traffic.since:
                _count(traffic, groups, keys, session, place.pack, requests)
    traffic.per_session = sorted(groups.values(), key=lambda group: -group.sessions)
    return traffic


def _count(
    traffic: Traffic,
    groups: dict[str, PerSession],
    keys: Mapping[str, str],
    session: Session,
    pack: RulePack,
    requests: Sequence[AgentRequest],
) -> None:
    if session.agent is not None:
        key = keys.get(session.agent)
        counts = traffic.through_others if key is None else traffic.through_agents
        name = session.agent if key is None else key
        counts[name] = counts.get(name, 0) + 1
        return
    shown = {
        rule.observed: session.shown.get(rule.observed)
        for rule in _observed(pack)
        if rule.observed is not None
    }
    group = groups.get(mark := canonical([session.channel, shown]))
    if group is None:
        agreeing = tuple(r.key for r in requests if _agrees(r, session, _observed(pack)))
        group = groups[mark] = PerSession(session.channel, shown, agreeing)
    group.sessions += 1
    group.last = max(group.last, session.created or 0.0)


def _observed(pack: RulePack) -> list[FieldRule]:
    return [rule for rule in pack.fields if rule.observed is not None]


def _agrees(request: AgentRequest, session: Session, rules: Iterable[FieldRule]) -> bool:
    override = request.channels.get(session.channel, {})
    for rule in rules:
        wanted = value_at(override, rule.target_path)
        if wanted is None:
            wanted = value_at(request.body, rule.target_path)
        shown = session.shown.get(rule.observed or "")
        if not is_same_json(wanted or None, shown or None):
            return False
    return True
