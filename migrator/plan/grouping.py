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
    from migrator.plan.decisions import Decision, Variant


@dataclass(frozen=True, slots=True)
class Use:
    """One variant of a decision, by its number."""

    decision: Decision
    number: int

    @property
    def variant(self) -> Variant:
        """The configuration."""
        return self.decision.variants[self.number]


@dataclass(frozen=True, slots=True)
class AgentGroup:
    """One agent to be and the variants of decisions it serves.

    `reference` is the name code uses for its id.
    """

    definition: AgentDefinition
    uses: tuple[Use, ...]
    reference: str

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """The decisions that it serves, each once."""
        return tuple({use.decision.site.id: use.decision for use in self.uses}.values())

    @property
    def has_holes(self) -> bool:
        """Whether its configuration comes from the environment in part."""
        return bool(self.definition.environment)


@dataclass(slots=True)
class _Draft:
    body: Mapping[str, Json]
    channels: dict[str, Mapping[str, Json]] = field(default_factory=dict)
    uses: list[Use] = field(default_factory=list)
    existing: AgentDefinition | None = None
    spelled: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.spelled = {channel: canonical(config) for channel, config in self.channels.items()}

    def takes(self, use: Use, config: str) -> bool:
        """Whether a channel's configuration, as `canonical` spells it, is that of the agent."""
        return self.spelled.get(use.decision.site.channel or "", config) == config

    def add(self, use: Use, config: str) -> None:
        channel = use.decision.site.channel or ""
        self.channels[channel], self.spelled[channel] = use.variant.channel_config, config
        self.uses.append(use)


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
    migrating = [decision for decision in decisions if decision.status is Status.MIGRATE]
    for use in (Use(d, number) for d in migrating for number in range(len(d.variants))):
        equal = by_body[canonical(use.variant.agent_body)]
        config = canonical(use.variant.channel_config)
        taking = next((draft for draft in equal if draft.takes(use, config)), None)
        if taking is None:
            taking = _Draft(use.variant.agent_body)
            drafts.append(taking)
            equal.append(taking)
        taking.add(use, config)
    used = [draft for draft in drafts if draft.uses]
    used.sort(key=_first_use)
    keys = {definition.key for definition in existing}
    return [_named(draft, keys, pack, sources) for draft in used]


def _first_use(draft: _Draft) -> tuple[str, int, int]:
    first = draft.uses[0]
    return first.decision.site.path, first.decision.site.span.line, first.number


def _named(draft: _Draft, keys: set[str], pack: RulePack, sources: Mapping[str, str]) -> AgentGroup:
    sites = list({use.decision.site.id: use.decision.site for use in draft.uses}.values())
    paths = sorted({(site.url_span or site.span).path for site in sites})
    if draft.existing is not None:
        key, name = draft.existing.key, draft.existing.name
    else:
        companion = next(iter(draft.body.values()), None)
        key = agent_key(
            sites,
            companion,
            _words(draft.uses[0]),
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
    return AgentGroup(definition, tuple(draft.uses), constant_name(key))


def _words(use: Use) -> tuple[tuple[str, ...], bool]:
    """The words of a variant, and whether its companion tells it from the call's other variants."""
    companions = [next(iter(v.agent_body.values()), None) for v in use.decision.variants]
    return use.variant.words, companions.count(companions[use.number]) == 1


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
