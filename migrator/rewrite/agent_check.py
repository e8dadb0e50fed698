"""The agent's side of the proof: in every world, the agent that is chosen holds what the call sent."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from migrator.model.json_types import canonical
from migrator.model.languages import iso_code
from migrator.model.own_modules import ENVIRONMENT_VARIABLE
from migrator.model.values import FromEnv, Known, OneOf, Value
from migrator.plan.decisions import configured_default
from migrator.plan.resolving import UnresolvedError, to_json
from migrator.rewrite.worlds_of_calls import UnsureError, agent_in, fields_in, worlds_of

if TYPE_CHECKING:
    from migrator.model.agents import AgentDefinition
    from migrator.model.json_types import Json
    from migrator.model.pack import FieldRule, RulePack
    from migrator.model.settings import Settings
    from migrator.model.sites import CallSite
    from migrator.plan.flatten import FlatBody, SentField
    from migrator.plan.worlds import World
    from migrator.rewrite.edits import AgentReference

_ASKS_ENVIRONMENT = re.compile(rf"os\.environ\.get\('{ENVIRONMENT_VARIABLE}', '[^']*'\)$")


@dataclass(frozen=True, slots=True)
class Bound:
    """An agent, and how code refers to it."""

    reference: AgentReference
    definition: AgentDefinition


class AgentCheck:
    """Compares agents with what calls sent, by the rows of a pack."""

    def __init__(self, pack: RulePack, settings: Settings) -> None:
        self._pack, self._settings = pack, settings

    def difference(
        self, before: FlatBody, old: CallSite, new: CallSite, agents: Sequence[Bound]
    ) -> str | None:
        """What is wrong in some world with the agent that is chosen there, None when nothing is."""
        if new.agent is not None and any(each.reference.module for each in agents):
            new = replace(new, agent=_here(new.agent, self._settings.environment))
        try:
            for world in worlds_of(before, new, f"{old.path}:{old.function}"):
                wrong = self._wrong_in(world, before, old, new, agents)
                if wrong is not None:
                    return wrong
        except UnsureError as problem:
            return str(problem)
        return None

    def _wrong_in(
        self,
        world: World,
        before: FlatBody,
        old: CallSite,
        new: CallSite,
        agents: Sequence[Bound],
    ) -> str | None:
        sends, chosen = fields_in(world, before), agent_in(world, new)
        if sends is None or chosen is None:
            same = sends is None and chosen is None
            return None if same else "the new call would fail where the old one didn't, or not fail"
        bound = next((each for each in agents if chosen == _reference_value(each.reference)), None)
        if bound is None:
            return "the new call is not seen to use the agent's id"
        by_rule = {sent.rule.source: sent for sent in sends}
        rules = [rule for rule in before.rules(self._pack) if rule.scope != "session"]
        for rule in rules:
            if not self._on_agent(rule, by_rule.get(rule.source), old, bound.definition):
                return f"the agent's {rule.target} would not be what the call sent"
        return self._surplus(old, bound.definition, rules)

    def _on_agent(
        self, rule: FieldRule, sent: SentField | None, site: CallSite, agent: AgentDefinition
    ) -> bool:
        held = _held(rule, site, agent)
        if sent is None:
            expected = configured_default(rule, self._settings)
            return _same_json(held, expected) if expected is not None else held is _ABSENT
        if held is _ABSENT:
            return False
        try:
            value = to_json(sent.value)
        except UnresolvedError:
            return False
        if rule.language and isinstance(value, str) and isinstance(held, str):
            return (iso_code(held) or held) == (iso_code(value) or value)
        return _same_json(held, value)

    def _surplus(
        self, site: CallSite, agent: AgentDefinition, rules: Sequence[FieldRule]
    ) -> str | None:
        always = self._pack.target.always
        for scope, part in (
            ("agent", agent.body),
            ("channel", agent.channels.get(site.channel or "", {})),
        ):
            known = {rule.target_path for rule in rules if rule.scope == scope}
            for path, value in _leaves(part, ()):
                empty = scope == "agent" and len(path) == 1 and always.get(path[0]) == value
                if not empty and not any(path[: len(target)] == target for target in known):
                    return f"the {scope} holds {'.'.join(path)}, which the call never sent"
        for name in always:
            if name not in agent.body:
                return f"the agent lacks {name}"
        return None


def _here(agent: Value, environment: str) -> Value:
    """The agent in this environment, where a module of ids asks which one it is."""
    if not isinstance(agent, OneOf):
        return agent
    for case in agent.cases:
        match case.when.answers:
            case (answer,) if _ASKS_ENVIRONMENT.match(answer.question.text):
                if answer.value == environment:
                    return _here(case.value, environment)
            case _:
                cases = (
                    replace(each, value=_here(each.value, environment)) for each in agent.cases
                )
                return OneOf(tuple(cases))
    return agent


class _Absent:
    pass


_ABSENT = _Absent()


def _held(rule: FieldRule, site: CallSite, agent: AgentDefinition) -> Json | _Absent:
    if rule.scope == "channel":
        holder: Json = agent.channels.get(site.channel or "", {})
    else:
        holder = agent.body
    for key in rule.target_path:
        if not isinstance(holder, Mapping) or key not in holder:
            return _ABSENT
        holder = holder[key]
    return holder


def _leaves(value: Json, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], Json]]:
    if isinstance(value, Mapping) and value:
        return [leaf for key, member in value.items() for leaf in _leaves(member, (*path, key))]
    return [(path, value)] if path else []


def _same_json(one: Json | _Absent, other: Json) -> bool:
    return not isinstance(one, _Absent) and canonical(one) == canonical(other)


def _reference_value(reference: AgentReference) -> Value:
    if reference.kind == "env":
        return FromEnv(reference.name, None)
    return Known(reference.value)
