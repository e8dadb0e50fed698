"""Grouping: the fewest agents that keep every session the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from migrator.model.agents import AgentDefinition, holes
from migrator.model.json_types import canonical
from migrator.model.sites import Status
from migrator.plan.naming import agent_key, constant_name, display_name, is_free

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.model.json_types import Json
    from migrator.model.pack import RulePack
    from migrator.plan.decisions import Decision


@dataclass(frozen=True, slots=True)
class AgentGroup:
    """One agent to be and the decisions it serves. `reference` is the name code uses for its id."""

    definition: AgentDefinition
    decisions: tuple[Decision, ...]
    reference: str

    @property
    def has_holes(self) -> bool:
        """Whether its configuration comes from the environment in part."""
        return bool(self.definition.environment)


@dataclass(slots=True)
class _Draft:
    body: Mapping[str, Json]
    channels: dict[str, Mapping[str, Json]] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    existing: AgentDefinition | None = None
    spelled: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.spelled = {channel: canonical(config) for channel, config in self.channels.items()}

    def takes(self, decision: Decision, config: str) -> bool:
        """Whether a channel's configuration, as `canonical` spells it, is that of the agent."""
        return self.spelled.get(decision.site.channel or "", config) == config

    def add(self, decision: Decision, config: str) -> None:
        channel = decision.site.channel or ""
        self.channels[channel], self.spelled[channel] = decision.channel_config, config
        self.decisions.append(decision)


def group(
    decisions: Sequence[Decision],
    existing: Sequence[AgentDefinition],
    pack: RulePack,
    sources: Mapping[str, str],
) -> list[AgentGroup]:
    """The agents that the decisions to migrate need, in order of their first call site.

    An existing definition with the same configuration is taken rather than a new one. `sources`
    are the texts of the files by path, for names that are free in them.
    """
    drafts = [
        _Draft(definition.body, dict(definition.channels), existing=definition)
        for definition in existing
    ]
    by_body: defaultdict[str, list[_Draft]] = defaultdict(list)
    for draft in drafts:
        by_body[canonical(draft.body)].append(draft)
    for decision in decisions:
        if decision.status is not Status.MIGRATE:
            continue
        equal, config = by_body[canonical(decision.agent_body)], canonical(decision.channel_config)
        taking = next((draft for draft in equal if draft.takes(decision, config)), None)
        if taking is None:
            taking = _Draft(decision.agent_body)
            drafts.append(taking)
            equal.append(taking)
        taking.add(decision, config)
    used = [draft for draft in drafts if draft.decisions]
    used.sort(key=lambda d: (d.decisions[0].site.path, d.decisions[0].site.span.line))
    keys = {definition.key for definition in existing}
    return [_named(draft, keys, pack, sources) for draft in used]


def _named(draft: _Draft, keys: set[str], pack: RulePack, sources: Mapping[str, str]) -> AgentGroup:
    sites = [decision.site for decision in draft.decisions]
    paths = sorted({(site.url_span or site.span).path for site in sites})
    if draft.existing is not None:
        key, name = draft.existing.key, draft.existing.name
    else:
        companion = next(iter(draft.body.values()), None)
        key = agent_key(
            sites,
            companion,
            lambda k: k in keys or not is_free(constant_name(k), sources, paths),
        )
        name = display_name(key)
    keys.add(key)
    definition = AgentDefinition(
        key,
        name,
        draft.body,
        dict(sorted(draft.channels.items())),
        tuple(site.id for site in sites),
    )
    return AgentGroup(definition, tuple(draft.decisions), constant_name(key))


def environment_names(groups: Sequence[AgentGroup]) -> list[str]:
    """Every environment variable that some agent's configuration reads, in order."""
    return list(
        dict.fromkeys(
            name
            for agent in groups
            for part in (agent.definition.body, *agent.definition.channels.values())
            for name in holes(part)
        )
    )
