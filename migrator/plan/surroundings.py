"""Findings about what surrounds the calls: other mentions, suppressions, notes said once a plan."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.model.catalogue import CATALOGUE
from migrator.model.findings import Finding
from migrator.model.sites import Status
from migrator.plan.decisions import Decision, finding
from migrator.plan.excerpts import source_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from migrator.find.other_files import OtherFile
    from migrator.model.pack import FieldRule, RulePack
    from migrator.read.mentions import Mention

_SUPPRESSION = re.compile(r"#\s*migrator:\s*ignore(?:\[([A-Z0-9,\s]*)\])?")
_FEW = 5
_MESSAGES = {
    "endpoint": "stands here, in no request that was understood",
    "replaced": "stands here, in no request that was understood",
    "token": "is read here",
    "asserted": "is what a test expects a call to post to",
    "answered": "is what a mock answers here",
    "named": "stands in a test",
}
_MENTION_CODES = {"endpoint": "OM310", "test": "OM304", "replaced": "OM306", "token": "OM303"}


def mention_findings(mentions: Iterable[Mention], others: Iterable[OtherFile]) -> list[Finding]:
    """One finding a mention, and one for each file in another language or format."""
    found = [_other_file(other) for other in others]
    for mention in mentions:
        code = _MENTION_CODES[mention.kind]
        message = _MESSAGES[mention.role if mention.kind == "test" else mention.kind]
        message = f"`{_short(mention.text)}` {message}"
        found.append(Finding(code, message, mention.path, mention.line, 1, _remedy(code)))
    return found


def _other_file(other: OtherFile) -> Finding:
    code = "OM304" if other.is_recorded else "OM305"
    message = f"{other.kind} that names a per-session endpoint"
    if other.is_recorded:
        message = "recorded requests to a per-session endpoint, for tests to replay"
    if len(other.lines) > 1:
        rest = ", ".join(map(str, other.lines[1 : _FEW + 1]))
        more = len(other.lines) - 1 - _FEW
        message += f", also on line{'s' if len(other.lines) > 2 else ''} {rest}"
        message += f" and {more} more" if more > 0 else ""
    return Finding(code, message, other.path, other.lines[0], 1, _remedy(code))


def suppressed(decisions: Sequence[Decision], texts: Mapping[str, str]) -> list[Decision]:
    """The decisions, with those ignored whose call has a `# migrator: ignore[CODE]` comment.

    The comment stands on a line of the call. Without codes it ignores whatever there is to say;
    with codes, the call's errors must all be among them. A code that the call doesn't have is
    reported, and a call that would migrate is left alone all the same.
    """
    return [_suppressed(decision, texts.get(decision.site.path, "")) for decision in decisions]


def _suppressed(decision: Decision, text: str) -> Decision:
    span = decision.site.span
    lines = source_lines(text)[span.line - 1 : span.end_line]
    comments = [found for line in lines if (found := _SUPPRESSION.search(line)) is not None]
    if not comments or decision.status is Status.DONE:
        return decision
    errors = {f.code for f in decision.findings if CATALOGUE[f.code].severity == "error"}
    named = [_codes(comment) for comment in comments]
    codes = frozenset().union(*named)
    if not all(named) or errors <= codes:
        decision = replace(decision, status=Status.IGNORED)
    unknown = sorted(codes - {f.code for f in decision.findings})
    if unknown:
        useless = finding(decision.site, "OM312", f"{', '.join(unknown)} is not found here")
        return replace(decision, findings=(*decision.findings, useless))
    return decision


def _codes(comment: re.Match[str]) -> frozenset[str]:
    given = (code.strip() for code in (comment.group(1) or "").split(","))
    return frozenset(code for code in given if code)


def said_once(decisions: Sequence[Decision], pack: RulePack) -> list[Finding]:
    """Notes that hold for many calls, each said at the first call that it is about."""
    moved = [d for d in decisions if d.status in {Status.MIGRATE, Status.ROUTE}]
    notes = []
    for rule in pack.fields:
        if rule.unknown_default is None:
            continue
        silent = [d for d in moved if not _says(d, rule)]
        if silent:
            message = (
                f"{_calls(len(silent))} to migrate {'does' if len(silent) == 1 else 'do'} not send "
                f"`{rule.source}`; agents default to {str(rule.default).lower()}"
            )
            notes.append(finding(silent[0].site, rule.unknown_default, message))
    for rule in pack.fields:
        sending = [d for d in moved if d.flat.get(rule.source) is not None]
        if rule.notice_once is not None and sending:
            message = (
                f"{_calls(len(sending))} to migrate send `{rule.source}`, which stays as it is"
            )
            notes.append(finding(sending[0].site, rule.notice_once, message))
    return [replace(note, call_site=None) for note in notes]


def _says(decision: Decision, rule: FieldRule) -> bool:
    """Whether what a call is moved to says something of its own about a field."""
    if decision.status is Status.ROUTE:
        return decision.flat.get(rule.source) is not None
    return _agent_says(decision, rule.target_path)


def _agent_says(decision: Decision, path: tuple[str, ...]) -> bool:
    """Whether each agent that it may use says something of its own about a field."""
    for variant in decision.variants:
        holder: object = variant.agent_body
        for key in path:
            if not isinstance(holder, dict) or key not in holder:
                return False
            holder = holder[key]
    return True


def _calls(count: int) -> str:
    return "1 call" if count == 1 else f"{count} calls"


def _remedy(code: str) -> str:
    return CATALOGUE[code].remedy


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else f"{line[:67]}..."
