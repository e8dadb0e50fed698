"""The plan as a document: what plan.json holds, in a stable order, with secrets redacted."""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from migrator import __version__
from migrator.model.agents import fill_object
from migrator.model.findings import Finding
from migrator.model.plan import (
    AgentReferenceKind,
    FileCounts,
    Plan,
    PlannedAgent,
    PlannedField,
    PlannedFinding,
    PlannedSite,
    Source,
    Summary,
)
from migrator.model.secrets import REDACTED, looks_secret, redact
from migrator.model.sites import CallSite, Status
from migrator.model.values import FromEnv, OneOf, PerRequest, Span, Text, Value
from migrator.plan.decisions import Decision
from migrator.plan.environment import CODE_DEFAULT, EnvironmentValues
from migrator.plan.excerpts import source_lines, texts_by_site
from migrator.plan.flatten import SentField
from migrator.plan.grouping import AgentGroup
from migrator.plan.resolving import UnresolvedError, to_json

if TYPE_CHECKING:
    from migrator.model.json_types import Json
    from migrator.model.pack import RulePack
    from migrator.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that a plan is written from. Texts are sources by path, before and after.

    `touched` are the files that a site's edit changes, by site id.
    """

    root: Path
    pack: RulePack
    settings: Settings
    values: EnvironmentValues
    decisions: Sequence[Decision]
    groups: Sequence[AgentGroup]
    reference_kinds: Mapping[str, AgentReferenceKind]
    before: Mapping[str, str]
    after: Mapping[str, str]
    touched: Mapping[str, frozenset[str]]
    general: Sequence[Finding]
    counts: FileCounts
    fingerprints: Mapping[str, str]


def build_plan(document: Document, read: Callable[[str], bytes]) -> Plan:
    """The plan. `read` gives the bytes of a source, for its digest."""
    agents = [_agent(agent, document) for agent in document.groups]
    after = _texts_after(document)
    sites = [_site(decision, document, after) for decision in document.decisions]
    findings = [*document.general, *(f for d in document.decisions for f in d.findings)]
    findings.sort(key=lambda f: (f.path, f.line, f.column, f.code, f.message))
    columns = {(s.path, s.span.line, s.span.column + 1): c for s, c in _columns(document)}
    planned = [
        _finding(each, columns.get((each.path, each.line, each.column), each.column))
        for each in dict.fromkeys(findings)
    ]
    paths = sorted({site.path for site in sites}.union(document.after))
    return Plan(
        tool=f"omniagent-migrator {__version__}",
        pack=f"{document.pack.name} {document.pack.pack.version}",
        root=".",
        environment=document.settings.environment,
        base_url=document.settings.base_url,
        sources=[
            Source(path=path, sha256=hashlib.sha256(read(path)).hexdigest()) for path in paths
        ],
        files=document.counts,
        summary=_summary(sites, len(agents), len(planned)),
        call_sites=sites,
        agents=agents,
        findings=planned,
    )


def _summary(sites: Sequence[PlannedSite], agents: int, findings: int) -> Summary:
    counts = {
        status.value: sum(1 for site in sites if site.status == status.value) for status in Status
    }
    return Summary(
        sites=len(sites),
        migrate=counts["migrate"],
        route=counts["route"],
        left=counts["left"],
        ignored=counts["ignored"],
        done=counts["done"],
        agents=agents,
        findings=findings,
    )


def _agent(agent: AgentGroup, document: Document) -> PlannedAgent:
    definition = agent.definition
    values = document.values.mapping()
    body = {
        document.pack.target.name: definition.name,
        **fill_object(definition.body, values),
    }
    channels = {
        channel: fill_object(config, values) for channel, config in definition.channels.items()
    }
    return PlannedAgent.model_validate(
        {
            "key": definition.key,
            "name": definition.name,
            "body": body,
            "channels": channels,
            "environment": {
                name: document.values.origin(name) if name in values else CODE_DEFAULT
                for name in definition.environment
            },
            "call_sites": list(definition.call_sites),
            "fingerprint": document.fingerprints[definition.key],
            "reference": agent.reference,
            "reference_kind": document.reference_kinds.get(definition.key, "literal"),
        }
    )


def _texts_after(document: Document) -> dict[tuple[str, str], str]:
    """By site and file, the file's text with the changes that belong to the site."""
    found: dict[tuple[str, str], str] = {}
    for path, after in document.after.items():
        sites = [
            decision.site
            for decision in document.decisions
            if path in document.touched.get(decision.site.id, ())
        ]
        texts = texts_by_site(
            document.before[path], after, [_spans_in(site, path) for site in sites]
        )
        found.update({(site.id, path): text for site, text in zip(sites, texts, strict=True)})
    return found


def _spans_in(site: CallSite, path: str) -> list[Span]:
    spans = (site.span, site.url_span, site.body_span)
    return [span for span in spans if span is not None and span.path == path]


def _site(
    decision: Decision, document: Document, texts: Mapping[tuple[str, str], str]
) -> PlannedSite:
    site = decision.site
    moves = decision.status in {Status.MIGRATE, Status.ROUTE}
    before = document.before.get(site.path, "")
    variants = _variants(decision, document)
    agents = [
        agent.definition.key for agent in document.groups if site.id in agent.definition.call_sites
    ]
    if variants:
        agents = list(dict.fromkeys(each["agent"] for each in variants))
    changes = [
        _FileChange(path, document.before[path], texts[site.id, path])
        for path in _own_first(site, document.touched.get(site.id, frozenset()))
        if moves
    ]
    parts = [change.parts for change in changes]
    return PlannedSite.model_validate(
        {
            "id": site.id,
            "path": site.path,
            "line": site.span.line,
            "column": column_of(before, site.span),
            "endpoint": site.endpoint,
            "channel": site.channel,
            "client": site.client,
            "function": site.function,
            "status": decision.status.value,
            "agents": agents if moves else [],
            "variants": variants if moves and len(variants) > 1 else [],
            "session_fields": [
                sent.rule.source for sent in decision.flat.fields if sent.rule.scope == "session"
            ],
            "fields": [_field(sent, site.channel) for sent in decision.flat.fields],
            "findings": sorted({each.code for each in decision.findings}),
            "before": redact(
                _told([old for old, _ in parts])
                if changes or decision.status is Status.MIGRATE
                else _lines_of(before, site.span)
            ),
            "after": redact(_told([new for _, new in parts])),
            "diff": redact("\n".join(change.diff for change in changes)),
        }
    )


def _variants(decision: Decision, document: Document) -> list[dict[str, str]]:
    """The agents that the code of an edited call chooses among, each with when it does."""
    if decision.status is Status.ROUTE:
        return []
    numbered = {
        use.number: agent.definition.key
        for agent in document.groups
        for use in agent.uses
        if use.decision.site.id == decision.site.id
    }
    return [
        {"agent": numbered[number], "when": redact(decision.variants[number].told)}
        for number in sorted(numbered)
    ]


@dataclass(frozen=True, slots=True)
class _FileChange:
    path: str
    before: str
    after: str

    @property
    def parts(self) -> tuple[str, str]:
        return _changed_parts(self.before, self.after)

    @property
    def diff(self) -> str:
        return _diff(self.path, self.before, self.after)


def _own_first(site: CallSite, paths: frozenset[str]) -> list[str]:
    return sorted(paths, key=lambda path: (path != site.path, path))


def _told(parts: Sequence[str]) -> str:
    return "\n...\n".join(parts)


def _lines_of(text: str, span: Span) -> str:
    return "\n".join(source_lines(text)[span.line - 1 : span.end_line])


def _columns(document: Document) -> Iterator[tuple[CallSite, int]]:
    for decision in document.decisions:
        site = decision.site
        yield site, column_of(document.before.get(site.path, ""), site.span)


def column_of(text: str, span: Span) -> int:
    """The column of a span in characters, from 1."""
    lines = source_lines(text)
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    return len(line.encode("utf-8", "surrogatepass")[: span.column].decode("utf-8", "replace")) + 1


def _changed_parts(before: str, after: str) -> tuple[str, str]:
    old, new = source_lines(before), source_lines(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    one: list[str] = []
    other: list[str] = []
    for hunk in matcher.get_grouped_opcodes(3):
        if one:
            one.append("...")
            other.append("...")
        one.extend(old[hunk[0][1] : hunk[-1][2]])
        other.extend(new[hunk[0][3] : hunk[-1][4]])
    return "\n".join(one), "\n".join(other)


def _diff(path: str, before: str, after: str) -> str:
    lines = difflib.unified_diff(
        source_lines(before), source_lines(after), f"a/{path}", f"b/{path}", lineterm=""
    )
    return "\n".join(lines)


def _field(sent: SentField, channel: str | None) -> PlannedField:
    rule = sent.rule
    kind, value, origin = _described(sent)
    if rule.scope == "channel":
        target = f"channel {channel or ''} {rule.target}"
    else:
        target = f"{rule.scope} {rule.target}"
    return PlannedField.model_validate(
        {
            "name": rule.source,
            "target": " ".join(target.split()),
            "kind": kind,
            "value": _redacted(rule.target_path[-1], value),
            "origin": redact(origin),
        }
    )


def _described(sent: SentField) -> tuple[str, Json, str]:
    if sent.when:
        return "conditional", None, f"when {sent.when[0].text}"
    environment = _environment_of(sent.value)
    if environment:
        return "environment", None, ", ".join(environment)
    try:
        return "known", to_json(sent.value), _place(sent.value)
    except UnresolvedError as error:
        cases = _cases(sent.value)
        if cases is None:
            return "per-request", None, error.reason.text
        return "variants", None, "; ".join(cases)


def _cases(value: Value) -> list[str] | None:
    """Each of several values with when it is sent, None where that isn't known."""
    chosen = value.choice if isinstance(value, PerRequest) else value
    if not isinstance(chosen, OneOf):
        return None
    return [f"{_shown(case.value)} when {case.when.text}" for case in chosen.cases]


def _shown(value: Value) -> str:
    try:
        return json.dumps(to_json(value), ensure_ascii=False)
    except UnresolvedError as error:
        return error.reason.text


def _environment_of(value: Value) -> list[str]:
    match value:
        case FromEnv(name=name):
            return [name]
        case Text(parts=parts) if not any(isinstance(p, PerRequest) for p in parts):
            return [p.name for p in parts if isinstance(p, FromEnv)]
    return []


def _place(value: Value) -> str:
    span = value.span
    return f"{span.path}:{span.line}" if span is not None else ""


def _redacted(name: str, value: Json) -> Json:
    if isinstance(value, str):
        return REDACTED if looks_secret(name, value) else redact(value)
    if isinstance(value, Mapping):
        return {key: _redacted(key, member) for key, member in value.items()}
    if isinstance(value, list | tuple):
        return [_redacted(name, item) for item in value]
    return value


def _finding(each: Finding, column: int) -> PlannedFinding:
    return PlannedFinding(
        code=each.code,
        severity=each.severity.value,
        message=redact(each.message),
        path=each.path,
        line=each.line,
        column=column,
        hint=each.hint,
        call_site=each.call_site,
    )
