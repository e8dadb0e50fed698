"""Decide, call site by call site: can one agent open all its sessions, and if not, why not?"""

from __future__ import annotations

import ast
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from migrator.model.agents import CAST, ENV, TEXT, holes
from migrator.model.catalogue import CATALOGUE
from migrator.model.findings import Finding
from migrator.model.languages import iso_code
from migrator.model.secrets import looks_secret
from migrator.model.selection import ONLY, Selection
from migrator.model.severity import Severity
from migrator.model.sites import CallSite, SiteKind, Status
from migrator.plan.agents_in_scope import advice, repeats
from migrator.plan.checks import broken, has_type
from migrator.plan.flatten import FlatBody, SentField, flatten
from migrator.plan.prompts import split_of
from migrator.plan.resolving import Conditional, UnresolvedError, Varying, to_json
from migrator.plan.variants import TooManyError, UnselectableError, spread
from migrator.plan.worlds import UnclearError

if TYPE_CHECKING:
    from migrator.model.json_types import Json
    from migrator.model.pack import FieldRule, RulePack
    from migrator.model.settings import Settings
    from migrator.model.values import Condition


PROFILE = "externalClientProfile"


@dataclass(frozen=True, slots=True)
class Variant:
    """One configuration that a call may use. Both parts may hold environment holes.

    `words` tell it from the call's other variants, `told` says when it is used, in code.
    """

    agent_body: Mapping[str, Json]
    channel_config: Mapping[str, Json]
    words: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of a site.

    `variants` are the configurations that it uses, `selection` tells which of them by number.
    `keep` and `drop` are top-level keys of the body; a key in both loses the members in
    `drop_members`.
    """

    site: CallSite
    status: Status
    flat: FlatBody
    findings: tuple[Finding, ...]
    variants: tuple[Variant, ...] = ()
    selection: Selection = ONLY
    keep: frozenset[str] = frozenset()
    drop: frozenset[str] = frozenset()
    drop_members: Mapping[str, frozenset[str]] | None = None

    @property
    def agent_body(self) -> Mapping[str, Json]:
        """The body of its first configuration; empty where there is none."""
        return self.variants[0].agent_body if self.variants else {}

    @property
    def channel_config(self) -> Mapping[str, Json]:
        """The channel's part of its first configuration; empty where there is none."""
        return self.variants[0].channel_config if self.variants else {}

    def left(self, finding: Finding) -> Decision:
        """The same site, left for one more reason."""
        status = self.status if self.status is Status.IGNORED else Status.LEFT
        return replace(self, status=status, findings=(*self.findings, finding))


def finding(
    site: CallSite, code: str, message: str, *, line: int | None = None, hint: str = ""
) -> Finding:
    """A finding at a call site."""
    return Finding(
        code,
        message,
        site.path,
        line if line is not None else site.span.line,
        site.span.column + 1,
        hint or CATALOGUE[code].remedy,
        site.id,
    )


def decide(site: CallSite, pack: RulePack, settings: Settings) -> Decision:
    """What becomes of one call site, looked at by itself."""
    findings = [replace(f, hint=f.hint or CATALOGUE[f.code].remedy) for f in site.problems]
    if site.kind is SiteKind.THROUGH_AGENT:
        return Decision(site, Status.DONE, FlatBody(()), ())
    flat = flatten(site.body, pack)
    if site.kind is SiteKind.LOOKS_LIKE:
        return Decision(site, Status.LEFT, flat, tuple(findings))
    variants, selection = _variants(site, flat, pack, settings, findings)
    stops = any(CATALOGUE[f.code].severity is Severity.ERROR for f in findings)
    if site.relied_on and not stops:
        message = f"the call takes {' and '.join(site.relied_on)}"
        findings.append(finding(site, "OM315", message))
    keep, drop, members = _split(flat, pack)
    return Decision(
        site,
        Status.LEFT if stops else Status.MIGRATE,
        flat,
        tuple(dict.fromkeys(findings)),
        variants,
        selection,
        keep,
        drop,
        members,
    )


def _variants(
    site: CallSite, flat: FlatBody, pack: RulePack, settings: Settings, findings: list[Finding]
) -> tuple[tuple[Variant, ...], Selection]:
    """The configurations of a call and what selects among them; `findings` get what stops it."""
    found = None
    try:
        found = spread(flat, site)
    except UnselectableError as problem:
        findings.append(finding(site, "OM106", f"its configuration is chosen: {problem}"))
        return (), ONLY
    except TooManyError as many:
        findings.append(_too_many(site, f"{many.count} or more", settings))
        return (), ONLY
    except UnclearError:
        # What isn't clear is told of the field.
        pass
    if found is None:
        body = _BodyDecision(site, pack, settings, findings)
        body.take(flat)
        return (Variant(body.agent, body.channel),), ONLY
    if len(found.variants) > settings.max_variants:
        findings.append(_too_many(site, str(len(found.variants)), settings))
        return (), ONLY
    session = [sent for sent in flat.fields if sent.rule.scope == "session"]
    variants: list[Variant] = []
    for sent in found.variants:
        body = _BodyDecision(site, pack, settings, findings)
        body.take(replace(flat, fields=(*session, *sent.fields)))
        variants.append(Variant(body.agent, body.channel, sent.words, sent.told))
    return tuple(variants), found.selection


def _too_many(site: CallSite, count: str, settings: Settings) -> Finding:
    limit = settings.max_variants
    return finding(site, "OM116", f"it opens sessions with {count} configurations, over {limit}")


class _BodyDecision:
    """Collects agent and channel parts of one body, and what stands against them."""

    def __init__(
        self, site: CallSite, pack: RulePack, settings: Settings, findings: list[Finding]
    ) -> None:
        self.agent: dict[str, Json] = {}
        self.channel: dict[str, Json] = {}
        self._site, self._pack, self._settings = site, pack, settings
        self._findings, self._flat = findings, FlatBody(())

    def take(self, flat: FlatBody) -> None:
        self._flat = flat
        for unread in flat.unread:
            self._add("OM105", unread)
        for chosen in flat.chosen:
            self._add("OM106", chosen)
        for unknown in flat.unknown:
            self._add("OM103", f"`{unknown}` has no row in the rule pack {self._pack.name}")
        for agent in dict.fromkeys(part.agent for _, part in flat.repeated):
            self._add("OM115", advice(agent, flat, self._site, self._pack))
        for sent in flat.fields:
            self._take_field(sent)
        self._take_defaults(flat)
        for name, value in self._pack.target.always.items():
            self.agent.setdefault(name, value)

    def _add(self, code: str, message: str, line: int | None = None, hint: str = "") -> None:
        self._findings.append(finding(self._site, code, message, line=line, hint=hint))

    def _take_field(self, sent: SentField) -> None:
        rule = sent.rule
        if rule.channels is not None and self._site.channel not in rule.channels:
            self._add("OM113", f"`{rule.source}` has no place on {self._site.channel}")
        if rule.scope == "session":
            self._check_session(sent)
            return
        if sent.when:
            self._add("OM106", f"`{rule.source}` {_when_told(sent.when[0])}")
            return
        try:
            value = to_json(sent.value)
        except UnresolvedError as error:
            self._unresolved(sent, error.reason)
            return
        value = self._checked(rule, value)
        target = self.agent if rule.scope == "agent" else self.channel
        _set(target, rule.target_path, value)

    def _unresolved(self, sent: SentField, reason: Varying | Conditional) -> None:
        rule = sent.rule
        if isinstance(reason, Conditional):
            self._add("OM106", f"`{rule.source}` takes one of several values: `{reason.text}`")
            return
        line = reason.span.line if reason.span and reason.span.path == self._site.path else None
        told = f"comes from `{_short(reason.text)}`" if reason.text.strip(".") else "isn't known"
        message = f"`{rule.source}` {told}: {reason.why}"
        advice = split_of(sent.value, self._flat, PROFILE) if rule.type == "string" else None
        self._add("OM101", message, line, advice or "")

    def _checked(self, rule: FieldRule, value: Json) -> Json:
        known = not list(holes(value))
        if known and not has_type(value, rule.type):
            self._add("OM114", f"`{rule.source}` should be a {rule.type}")
        if not known and not _may_have_type(value, rule.type):
            self._add("OM114", f"`{rule.source}` should be a {rule.type}, the code sends text")
        if value is None and rule.required:
            self._add("OM104", f"`{rule.source}` is null")
        if _holds_secret(rule.target_path[-1], value):
            self._add("OM107", f"`{rule.source}` holds what looks like a credential")
        if rule.language and known and isinstance(value, str):
            value = self._language(rule, value)
        if rule.check is not None and known:
            self._check(rule, value)
        if rule.notice is not None and value == rule.notice.value:
            self._add(rule.notice.finding, f"`{rule.source}` is {json.dumps(value)}")
        return value

    def _language(self, rule: FieldRule, value: str) -> Json:
        code = iso_code(value)
        if code is None:
            self._add("OM203", f"`{rule.source}` is {value!r}")
            return value
        return value if self._settings.language_format == "name" else code

    def _check(self, rule: FieldRule, value: Json) -> None:
        if rule.check is None:
            return
        why = broken(rule.check, value)
        if why is None:
            return
        self._add(rule.check.finding, f"`{rule.source}`: {why}")
        if self._settings.strict_faq and rule.check.kind == "max_items":
            self._add("OM114", f"`{rule.source}`: {why} (--strict-faq)")

    def _check_session(self, sent: SentField) -> None:
        if sent.rule.check is None:
            return
        try:
            value = to_json(sent.value)
        except UnresolvedError:
            return
        if not list(holes(value)):
            self._check(sent.rule, value)

    def _take_defaults(self, flat: FlatBody) -> None:
        for rule in self._pack.fields:
            if flat.get(rule.source) is not None or rule.scope == "session":
                continue
            configured = configured_default(rule, self._settings)
            if configured is not None:
                target = self.agent if rule.scope == "agent" else self.channel
                _set(target, rule.target_path, configured)
            elif rule.required and not (flat.unread or flat.chosen or repeats(flat, rule)):
                self._add("OM104", f"`{rule.source}` is not sent")


def configured_default(rule: FieldRule, settings: Settings) -> Json:
    """What the configuration says a call that doesn't send the field stands for, else None."""
    return settings.defaults.get(rule.source, settings.defaults.get(rule.target))


def _set(target: dict[str, Json], path: tuple[str, ...], value: Json) -> None:
    for key in path[:-1]:
        member = target.setdefault(key, {})
        if not isinstance(member, dict):
            return
        target = member
    target[path[-1]] = value


def _split(
    flat: FlatBody, pack: RulePack
) -> tuple[frozenset[str], frozenset[str], dict[str, frozenset[str]]]:
    keep: set[str] = set()
    drop: set[str] = set()
    dropped: dict[str, set[str]] = {}
    tops = {rule.source_path[0] for rule in pack.fields if rule.scope != "session"}
    for sent in flat.fields:
        top = sent.rule.source_path[0]
        if sent.rule.scope == "session":
            keep.add(top)
        else:
            drop.add(top)
            if len(sent.rule.source_path) > 1:
                dropped.setdefault(top, set()).add(sent.rule.source_path[1])
    drop |= tops - keep
    members = {top: frozenset(names) for top, names in dropped.items() if top in keep}
    return frozenset(keep), frozenset(drop), members


def _may_have_type(value: Json, expected: str) -> bool:
    """Whether a value with holes can have a type, going by what casts its hole."""
    if not isinstance(value, Mapping):
        return expected == "array"
    if TEXT in value:
        return expected == "string"
    if ENV not in value:
        return expected == "object"
    fits = {
        "str": {"string"},
        "int": {"integer", "number"},
        "float": {"number"},
        "bool": {"boolean"},
        "is": {"boolean"},
        "is_lower": {"boolean"},
    }
    return expected in fits.get(str(value.get(CAST, "str")), {expected})


def _holds_secret(name: str, value: Json) -> bool:
    if isinstance(value, str):
        return looks_secret(name, value)
    if isinstance(value, Mapping):
        return any(_holds_secret(key, member) for key, member in value.items())
    if isinstance(value, list | tuple):
        return any(_holds_secret(name, item) for item in value)
    return False


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:77]}..."


def _when_told(condition: Condition) -> str:
    """When a field is sent, by the code that decides it or the reason why that isn't known."""
    try:
        ast.parse(condition.text, mode="eval")
    except SyntaxError:
        return f"may not be sent: {condition.text}"
    return f"is only sent when `{condition.text}`"
