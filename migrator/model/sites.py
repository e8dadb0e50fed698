"""Call sites as `read` hands them to the stages on its right."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, TypeAlias

from migrator.model.findings import Finding
from migrator.model.values import Span, Value

Encoding: TypeAlias = Literal["json", "json_text", "json_bytes"]


class SiteKind(StrEnum):
    """What the call does on the wire."""

    PER_SESSION = "per_session"
    THROUGH_AGENT = "through_agent"
    LOOKS_LIKE = "looks_like"


class Status(StrEnum):
    """What became of a call site (contract, plan.json)."""

    MIGRATE = "migrate"
    ROUTE = "route"
    LEFT = "left"
    IGNORED = "ignored"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class CallSite:
    """One call that opens (or seems to open) a session.

    `span` is the sending call expression, or, where shared code sends what it is given, the call
    of that code; `through` then holds the calls from there inwards, the sending call last.
    `url_span` and `body_span` are the argument expressions to rewrite: the URL (or its end) as it
    is written, and the dict itself (inside `json.dumps(...)` and `.encode()` where `encoding` says
    so). They may stand in other files than the call; where the call's keywords are the dict
    (`create(**fields)`), `body_span` is the call itself. `function` is the dotted name inside the module, empty
    at module level. `endpoint` is a key of the rule pack's endpoints, None when it looks like one.
    `agent` is the agent reference of a call that already goes through one. `relied_on` says what
    the call is given by its callers, all of whom are taken to be known. `unsure` is what makes a call
    only look like one, where that can be looked at when the call is made: its whole URL, or its
    payload.

    Where the request is sent by shared code, `span` is the call that hands the URL or the body to
    it, `through` are the calls from there inwards, the sending one last, and the spans may stand in
    other files than the call.
    """

    id: str
    kind: SiteKind
    path: str
    span: Span
    function: str
    client: str
    endpoint: str | None
    channel: str | None
    url: Value
    url_span: Span | None
    body: Value
    body_span: Span | None
    encoding: Encoding
    base_url: Value
    api_key: Value
    problems: tuple[Finding, ...] = ()
    relied_on: tuple[str, ...] = ()
    agent: Value | None = None
    through: tuple[Span, ...] = ()
    unsure: Literal["", "url", "payload"] = ""

    @property
    def is_own_body(self) -> bool:
        """Whether the call's own keywords are the body."""
        return self.body_span is not None and self.body_span == self.span
