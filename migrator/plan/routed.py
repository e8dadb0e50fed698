"""Calls that choose their agent at run time: which may, and which of their configurations are known."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import TYPE_CHECKING

from migrator.model.agents import BadValueError, MissingValueError, fill
from migrator.model.catalogue import CATALOGUE
from migrator.model.languages import iso_code
from migrator.model.selection import ONLY
from migrator.model.severity import Severity
from migrator.model.sites import SiteKind, Status
from migrator.model.values import Entry, Known, OneOf, PerRequest, Record, Text, Value
from migrator.plan.decisions import Decision, decide, finding
from migrator.plan.projects import project_of
from migrator.plan.resolving import UnresolvedError, to_json
from migrator.plan.variants import TooManyError, UnselectableError, sent_variants
from migrator.plan.worlds import UnclearError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from migrator.model.json_types import Json
    from migrator.model.pack import RulePack
    from migrator.model.settings import Settings
    from migrator.plan.flatten import SentField

ROUTED, NOT_ROUTED, TOO_MANY = "OM320", "OM321", "OM324"
_DYNAMIC = frozenset({"OM101", "OM105", "OM106", "OM116"})
# The call is understood and can't be turned to one agent in place.
_NOT_EDITED = frozenset({"OM108", "OM109"})
# What only looks like a session call, and can be looked at when it is made.
_UNSURE = frozenset({"OM111"})
_OVERCOME = _DYNAMIC | _NOT_EDITED | _UNSURE
MOST_COMBINATIONS = 50
_NEW_EACH_TIME = re.compile(r"\b(?:uuid\d?|token_hex|token_urlsafe|random|time|now|utcnow)\w*\(")


@dataclass(frozen=True, slots=True)
class Configuration:
    """One configuration that a routed call sends: its nested parts, and what an agent is for it.

    `decision` is what would become of a call that always sends it. `spellings` are the parts as
    they may be spelled, languages by name and by code.
    """

    decision: Decision
    spellings: tuple[Mapping[str, Json], ...]


def may_route(decision: Decision) -> bool:
    """Whether all that keeps a call from one agent is what choosing one at run time overcomes.

    That is a configuration that isn't known, a body that can't be taken apart in the source, or a URL
    that isn't known.
    """
    site = decision.site
    errors = _errors(decision)
    told = any(f.code == NOT_ROUTED for f in decision.findings)
    doubts = [f for f in site.problems if not (site.unsure and f.code in _UNSURE)]
    unsure = any(CATALOGUE[f.code].severity is Severity.ERROR for f in doubts)
    return (
        decision.status is Status.LEFT
        and (site.kind is SiteKind.PER_SESSION or bool(site.unsure))
        and not (unsure or told)
        and bool(errors)
        and errors <= _OVERCOME
    )


def routed(decision: Decision) -> Decision:
    """The decision of a call that chooses its agent at run time; what kept it from one is gone."""
    findings = tuple(f for f in decision.findings if f.code not in _OVERCOME)
    return replace(decision, status=Status.ROUTE, findings=findings, variants=(), selection=ONLY)


def not_worth_it(decision: Decision) -> str | None:
    """Why choosing an agent would be of no use: a field is another one in each session."""
    for sent in _of_agents(decision):
        unknown = _unknown_in(sent.value)
        if unknown is None:
            continue
        if sent.rule.free_text and isinstance(sent.value, Text):
            return (
                f"`{sent.rule.source}` is put together with `{unknown.text}`, so hardly two sessions "
                "send the same"
            )
        if _NEW_EACH_TIME.search(unknown.text):
            return f"`{sent.rule.source}` is new in each session: `{unknown.text}`"
    return None


def key_unknown(decision: Decision, settings: Settings) -> str | None:
    """Why a call that only looks like one can't be sent to an agent: nobody knows its project."""
    key = decision.site.api_key
    if not decision.site.unsure or settings.one_project or project_of(key) is not None:
        return None
    why = key.why if isinstance(key, PerRequest) else "it is not one value"
    return f"its API key can't be followed: {why}"


def not_routed(decision: Decision, why: str) -> Decision:
    """The decision of a call that stays, with why it can't be routed either."""
    noted = finding(decision.site, NOT_ROUTED, why)
    return replace(decision, findings=(*decision.findings, noted))


def noted(decision: Decision, agents: int) -> Decision:
    """A routed call's decision, with what decides and how many agents are known."""
    fields = [f"`{sent.rule.source}`" for sent in _of_agents(decision) if not _is_known(sent)]
    if decision.flat.unread or decision.flat.chosen or decision.flat.unknown:
        fields = ["the whole payload"]
    if decision.site.unsure == "url":
        fields = ["its URL", *fields]
    listed = " and ".join(filter(None, [", ".join(fields[:-1]), *fields[-1:]])) or "the payload"
    verb = "decides" if len(fields) < 2 else "decide"
    count = "no agent is" if not agents else "1 agent is" if agents == 1 else f"{agents} agents are"
    note = finding(decision.site, ROUTED, f"{listed} {verb} at run time; {count} known")
    return replace(decision, findings=(*decision.findings, note))


def configurations(
    decision: Decision, pack: RulePack, settings: Settings, values: Mapping[str, str]
) -> list[Configuration]:
    """What is known of the configurations that a routed call sends.

    They come from the values of the code and from those that the configuration names; `values` are
    those of environment variables. None are known where one field's values aren't. Raises
    TooManyError for more than anyone wants agents for.
    """
    flat, channel = decision.flat, decision.site.channel
    if flat.unread or flat.chosen or flat.unknown or channel is None:
        return []
    try:
        variants = sent_variants(flat)
    except (UnselectableError, UnclearError):
        return []
    options_of = [[_options(s, settings, values) for s in each.fields] for each in variants]
    combinations = sum(prod(map(len, options)) for options in options_of)
    if combinations > MOST_COMBINATIONS:
        raise TooManyError(combinations)
    found: list[Configuration] = []
    for variant, options in zip(variants, options_of, strict=True):
        for chosen in product(*options):
            paths = (sent.rule.source_path for sent in variant.fields)
            parts = nested(list(zip(paths, chosen, strict=True)))
            known = configuration(decision, parts, pack, settings, channel)
            if known is not None:
                found.append(known)
    return found


def known_values(decision: Decision, values: Mapping[str, str]) -> Iterator[Json]:
    """The values of agent fields that the code of a call holds."""
    for sent in _of_agents(decision):
        for value in _cases(sent.value):
            try:
                yield fill(to_json(value), values)
            except (UnresolvedError, MissingValueError, BadValueError):
                continue


def configuration(
    decision: Decision,
    parts: Mapping[str, Json],
    pack: RulePack,
    settings: Settings,
    channel: str,
) -> Configuration | None:
    """The configuration of these nested parts at a call, None where no agent can be made for it."""
    site = replace(
        decision.site,
        kind=SiteKind.PER_SESSION,
        channel=channel,
        body=_record(parts, (), pack),
        problems=(),
        relied_on=(),
    )
    as_constant = decide(site, pack, settings)
    if as_constant.status is not Status.MIGRATE:
        return None
    return Configuration(as_constant, tuple(_spellings(parts, pack)))


def nested(parts: Sequence[tuple[Sequence[str], Json]]) -> dict[str, Json]:
    """Values at paths of keys, as one object."""
    found: dict[str, Json] = {}
    for path, value in parts:
        holder = found
        for key in path[:-1]:
            inner = holder.setdefault(key, {})
            assert isinstance(inner, dict)
            holder = inner
        holder[path[-1]] = value
    return found


def _errors(decision: Decision) -> frozenset[str]:
    codes = (f.code for f in decision.findings)
    return frozenset(code for code in codes if CATALOGUE[code].severity is Severity.ERROR)


def _of_agents(decision: Decision) -> list[SentField]:
    return [sent for sent in decision.flat.fields if sent.rule.scope != "session"]


def _is_known(sent: SentField) -> bool:
    if sent.when:
        return False
    try:
        to_json(sent.value)
    except UnresolvedError:
        return False
    return True


def _options(sent: SentField, settings: Settings, values: Mapping[str, str]) -> Sequence[Json]:
    """The values that a field is known to take."""
    try:
        return [fill(to_json(sent.value), values)]
    except UnresolvedError:
        rule = sent.rule
        return settings.routed.get(rule.source, settings.routed.get(rule.target, []))
    except (MissingValueError, BadValueError):
        return []


def _cases(value: Value) -> Iterator[Value]:
    if isinstance(value, OneOf):
        for case in value.cases:
            yield from _cases(case.value)
    else:
        yield value


def _unknown_in(value: Value) -> PerRequest | None:
    parts = value.parts if isinstance(value, Text) else (value,)
    return next((part for part in parts if isinstance(part, PerRequest)), None)


def _record(parts: Mapping[str, Json], prefix: tuple[str, ...], pack: RulePack) -> Record:
    entries = []
    for key, value in parts.items():
        path = (*prefix, key)
        inner = isinstance(value, dict) and pack.field(".".join(path)) is None
        held = _record(value, path, pack) if inner and isinstance(value, dict) else Known(value)
        entries.append(Entry(key, held))
    return Record(tuple(entries))


def _spellings(parts: Mapping[str, Json], pack: RulePack) -> Iterator[Mapping[str, Json]]:
    yield parts
    for rule in pack.fields:
        value = parts.get(rule.source) if rule.language and len(rule.source_path) == 1 else None
        code = iso_code(value) if isinstance(value, str) else None
        if code is not None and code != value:
            yield {**parts, rule.source: code}
