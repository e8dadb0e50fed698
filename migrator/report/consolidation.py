"""Consolidation: how many agents the calls need, and which of them are nearly the same."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from migrator.model.pack import RulePack
from migrator.model.plan import Plan, PlannedAgent
from migrator.report.wording import counted

_FEW = 6


@dataclass(frozen=True, slots=True)
class Near:
    """Agents that differ in one field alone, by name; in none where `field` is empty."""

    field: str
    agents: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What a team may want to know of them."""
        shown = list(self.agents[:_FEW])
        if len(shown) < len(self.agents):
            shown.append(f"{len(self.agents) - len(shown)} more")
        named = f"{', '.join(shown[:-1])} and {shown[-1]}"
        if not self.field:
            return f"{named} are equal as planned, from values that are found in different places"
        return f"{named} differ in {self.field} alone"


def totals(plan: Plan, pack: RulePack | None) -> str:
    """How many calls go through how many agents, and how many agents there may be."""
    calls = {site for agent in plan.agents for site in agent.call_sites}
    line = f"{counted(len(calls), 'call')} through {counted(len(plan.agents), 'agent')}"
    if pack is None:
        return line
    return f"{line}; an organization may hold {pack.limits.agents_per_organization}"


def nearly_equal(plan: Plan) -> list[Near]:
    """Groups of agents that one field tells apart, or nothing, those with the most agents first."""
    alike: defaultdict[str, list[PlannedAgent]] = defaultdict(list)
    for agent in plan.agents:
        alike[json.dumps(dict(_leaves(agent)), sort_keys=True)].append(agent)
    found = [_near("", agents) for agents in alike.values()]
    every = sorted({path for agent in plan.agents for path, _ in _leaves(agent)})
    without: defaultdict[tuple[str, str], list[PlannedAgent]] = defaultdict(list)
    for first, *_ in alike.values():
        leaves = dict(_leaves(first))
        for path in every:
            rest = {key: value for key, value in leaves.items() if key != path}
            without[path, json.dumps(rest, sort_keys=True)].append(first)
    found += [_near(path, agents) for (path, _), agents in without.items()]
    several = [near for near in found if len(near.agents) > 1]
    return sorted(several, key=lambda near: (-len(near.agents), near.field, near.agents))


def _near(field: str, agents: Sequence[PlannedAgent]) -> Near:
    return Near(field, tuple(agent.name for agent in agents))


def _leaves(agent: PlannedAgent) -> Iterator[tuple[str, JsonValue]]:
    for path, value in _flat(agent.body, ""):
        if value != agent.name:
            yield path, value
    for channel, config in agent.channels.items():
        yield from _flat(config, f"{channel} ")


def _flat(body: Mapping[str, JsonValue], prefix: str) -> Iterator[tuple[str, JsonValue]]:
    for name, value in body.items():
        if isinstance(value, dict) and value:
            yield from _flat(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value
