"""The agents of calls that choose theirs at run time, and the table that leads to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from migrator.model.agents import AgentDefinition
from migrator.model.findings import Finding
from migrator.model.own_modules import ROUTING
from migrator.model.sites import Status
from migrator.plan.decisions import Decision, Variant, finding
from migrator.plan.grouping import AgentGroup, group
from migrator.plan.routed import MOST_COMBINATIONS, TOO_MANY, Configuration, configurations
from migrator.plan.variants import TooManyError
from migrator.rewrite.routing_runtime import fingerprint
from migrator.run.project import Project


@dataclass(frozen=True, slots=True)
class RoutedAgents:
    """Agents of routed calls. `keys` are agent keys by the fingerprints that lead to them.

    `only_recorded` are the keys of agents that nothing but a record asks for, `findings` what there
    is to say of calls without agents.
    """

    groups: Sequence[AgentGroup] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    only_recorded: frozenset[str] = frozenset()
    findings: Sequence[Finding] = ()

    def of(self, site: str) -> list[str]:
        """Keys of the agents that a call may choose among."""
        return [g.definition.key for g in self.groups if site in g.definition.call_sites]


def routed_agents(
    decisions: Iterable[Decision],
    recorded: Sequence[Configuration],
    project: Project,
    existing: Sequence[AgentDefinition],
    planned: Sequence[AgentGroup],
    texts: Mapping[str, str],
    settled: Mapping[str, str],
) -> RoutedAgents:
    """The agents for all that is known of what routed calls send.

    `recorded` are configurations that the program was seen to send, `planned` the agents of other
    calls, which serve these too where they are equal. `texts` are the sources by path. `settled`
    are keys of the agents that fingerprints lead to by now: those stay, whatever their definitions
    have become.
    """
    values = project.values.mapping()
    known: list[Configuration] = []
    findings: list[Finding] = []
    for decision in decisions:
        if decision.status is Status.ROUTE:
            try:
                known += configurations(decision, project.pack, project.settings, values)
            except TooManyError as problem:
                findings.append(_too_many(decision, problem.count))
    in_code = len(known)
    known += recorded
    by_key = {d.key: d for d in existing} | {g.definition.key: g.definition for g in planned}
    known = [_as_settled(each, settled, by_key) for each in known]
    groups = group([k.decision for k in known], list(by_key.values()), project.pack, texts)
    keys: dict[str, str] = {}
    named = {*by_key}
    for number, each in enumerate(known):
        channel = each.decision.site.channel or ""
        key = next(g.definition.key for g in groups if _holds(g, each.decision))
        for parts in each.spellings:
            keys[fingerprint(channel, parts)] = key
        if number < in_code:
            named.add(key)
    return RoutedAgents(
        [_settled(g) for g in groups],
        dict(sorted(keys.items())),
        frozenset(keys.values()) - named,
        findings,
    )


def _too_many(decision: Decision, count: int) -> Finding:
    message = (
        f"{count} or more configurations are known of it, and at most {MOST_COMBINATIONS} become "
        "agents: none did"
    )
    return finding(decision.site, TOO_MANY, message)


def _as_settled(
    known: Configuration, settled: Mapping[str, str], definitions: Mapping[str, AgentDefinition]
) -> Configuration:
    """The configuration with what its agent is defined as, where it has one already."""
    channel = known.decision.site.channel or ""
    key = settled.get(fingerprint(channel, known.spellings[0]))
    definition = definitions.get(key) if key is not None else None
    if definition is None:
        return known
    variant = Variant(definition.body, definition.channels.get(channel, {}))
    return replace(known, decision=replace(known.decision, variants=(variant,)))


def merged(planned: Sequence[AgentGroup], routed: RoutedAgents) -> list[AgentGroup]:
    """All agents of a plan: those of its edits, and those that calls choose at run time."""
    found = {group.definition.key: group for group in planned}
    for each in routed.groups:
        key = each.definition.key
        own = found.get(key)
        if own is None:
            found[key] = each
            continue
        sites = dict.fromkeys((*own.definition.call_sites, *each.definition.call_sites))
        definition = replace(each.definition, call_sites=tuple(sites))
        found[key] = replace(own, definition=definition)
    return list(found.values())


def _holds(agent: AgentGroup, decision: Decision) -> bool:
    return any(use.decision is decision for use in agent.uses)


def _settled(agent: AgentGroup) -> AgentGroup:
    sites = tuple(dict.fromkeys(agent.definition.call_sites))
    definition = replace(agent.definition, call_sites=sites)
    return replace(agent, definition=definition, reference=ROUTING.name)
