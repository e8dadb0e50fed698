"""Calls whose agent can't be created in this environment: a value is missing, or can't be used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from migrator.model.agents import BadValueError, MissingValueError, fill_object
from migrator.model.languages import iso_code
from migrator.model.secrets import looks_secret
from migrator.model.values import Array, FromEnv, OneOf, Record, Text, Value
from migrator.plan.decisions import Decision, finding

if TYPE_CHECKING:
    from migrator.model.findings import Finding
    from migrator.model.pack import RulePack
    from migrator.plan.grouping import AgentGroup


def unfilled(
    groups: Sequence[AgentGroup], values: Mapping[str, str], pack: RulePack
) -> dict[str, Finding]:
    """By site id, why one of its agents can't have its configuration from these values.

    Values that are missing are named together, each with the place that reads it.
    """
    missing: dict[str, tuple[Decision, dict[str, None]]] = {}
    failed: dict[str, Finding] = {}
    for agent in groups:
        try:
            problem = _problem(agent, values, pack)
        except MissingValueError as error:
            for decision in agent.decisions:
                names = missing.setdefault(decision.site.id, (decision, {}))[1]
                names.update(dict.fromkeys(error.names))
            continue
        if problem is not None:
            code, message = problem
            for decision in agent.decisions:
                failed[decision.site.id] = finding(decision.site, code, message)
    for ident, (decision, names) in missing.items():
        told = ", ".join(_with_place(name, decision) for name in sorted(names))
        failed[ident] = finding(decision.site, "OM110", f"no value is known for {told}")
    return failed


def _problem(
    agent: AgentGroup, values: Mapping[str, str], pack: RulePack
) -> tuple[str, str] | None:
    """Code and message. Raises MissingValueError."""
    definition = agent.definition
    for name in definition.environment:
        if values.get(name) == "":
            return "OM110", f"{name} is empty"
        if name in values and looks_secret(name, values[name]):
            return "OM107", f"the value of {name} looks like a credential"
    try:
        filled = fill_object(definition.body, values)
        for config in definition.channels.values():
            fill_object(config, values)
    except BadValueError as error:
        return "OM110", str(error)
    for rule in pack.fields:
        language = filled.get(rule.target) if rule.language else None
        from_environment = definition.body.get(rule.target) != language
        if isinstance(language, str) and from_environment and iso_code(language) != language:
            return "OM203", f"the environment gives {language!r}, which is no code"
    return None


def _with_place(name: str, decision: Decision) -> str:
    for sent in decision.flat.fields:
        for read in _reads(sent.value):
            if read.name == name and read.span is not None:
                return f"{name} (read at {read.span.path}:{read.span.line})"
    return name


def _reads(value: Value) -> Iterator[FromEnv]:
    """Every read of the environment in a value."""
    inner: Sequence[Value] = ()
    match value:
        case FromEnv():
            yield value
        case Text(parts=parts):
            inner = [part for part in parts if not isinstance(part, str)]
        case Array(items=items):
            inner = items
        case OneOf(cases=cases):
            inner = [case.value for case in cases]
        case Record(entries=entries):
            inner = [entry.value for entry in entries]
    for part in inner:
        yield from _reads(part)
