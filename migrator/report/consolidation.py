"""Consolidation: how many agents the calls need, and which of them are nearly the same."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from migrator.model.pack import RulePack
from migrator.model.plan import Plan, PlannedAgent
from migrator.report.wording import counted

_FEW = 6


@dataclass(frozen=True, slots=True)
class Near:
    """Agents that differ in one field alone, by name."""

    field: str
    agents: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What a team may want to know of them."""
        shown = list(self.agents[:_FEW])
        if len(shown) < len(self.agents):
            shown.append(f"{len(self.agents) - len(shown)} more")
        return f"{', '.join(shown[:-1])} and {shown[-1]} differ in {self.field} alone"


def totals(plan: Plan, pack: RulePack | None) -> str:
    """How many calls go through how many agents, and how many agents there may be."""
    calls = {site for agent in plan.agents for site in agent.call_sites}
    line = f"{counted(len(calls), 'call')} through {counted(len(plan.agents), 'agent')}"
    if pack is None:
        return line
    return f"{line}; an organization may hold {pack.limits.agents_per_organization}"


def nearly_equal(plan: Plan) -> list[Near]:
    """Groups of agents that one field tells apart, those with the most agents first."""
    every = sorted({path for agent in plan.agents for path, _ in _leaves(agent)})
    without: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for agent in plan.agents:
        leaves = dict(_leaves(agent))
        for path in every:
            rest = {key: value for key, value in leaves.items() if key != path}
            without[path, json.dumps(rest, sort_keys=True)].append(agent.name)
    found = [Near(path, tuple(names)) for (path, _), names in without.items() if len(names) > 1]
    return sorted(found, key=lambda near: (-len(near.agents), near.field, near.agents))


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
