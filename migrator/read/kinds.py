"""Kinds: whether a request opens a session, seems to, or goes through an agent already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from migrator.model.sites import SiteKind
from migrator.model.values import Known, OneOf, PerRequest, Record, Text, Value
from migrator.read import endpoints
from migrator.read.mocks import is_stub

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.read.program import Program
    from migrator.read.sent import Sent


@dataclass(frozen=True, slots=True)
class Kind:
    """What a request is to the rule pack. `note` says what isn't known of it, or what else its URL has.

    `unsure` is what isn't known of it and could be looked at when it is sent.
    """

    kind: SiteKind
    address: endpoints.Address | None
    note: str = ""
    unsure: Literal["", "url", "payload"] = ""


def kind_of(program: Program, sent: Sent) -> Kind | None:
    """What kind of session call a request is, None when it is none."""
    pack = program.pack
    where = endpoints.address(sent.url, sent.base_url, pack, program.hosts)
    telltale = _has_key(sent.body, pack.anchors.payload_keys)
    if is_stub(sent, telltale=telltale):
        return None
    if sent.method != Known("POST"):
        if isinstance(sent.method, Known) or not (where or telltale):
            return None
        return Kind(SiteKind.LOOKS_LIKE, where, "its method isn't known")
    if where is None:
        if telltale and endpoints.unresolved(sent.url, sent.base_url):
            return Kind(SiteKind.LOOKS_LIKE, None, f"its URL isn't known{_why(sent.url)}", "url")
        prefix = endpoints.behind_prefix(sent.url, sent.base_url, pack) if telltale else None
        if prefix is not None:
            note = f"its host isn't known, and `{prefix}` stands before the endpoint's path"
            return Kind(SiteKind.LOOKS_LIKE, None, note)
        return None
    if where.endpoint is None:
        return Kind(SiteKind.THROUGH_AGENT, where)
    if where.sure or telltale:
        more = f"its URL has more than the endpoint: {where.more}" if where.more else ""
        return Kind(SiteKind.PER_SESSION, where, more)
    if isinstance(sent.url, Known) and "://" in str(sent.url.value):
        return None
    if _may_have_key(sent.body):
        return Kind(SiteKind.LOOKS_LIKE, where, _unknown_payload(sent), "payload")
    return None


def _why(value: Value) -> str:
    if isinstance(value, OneOf):
        return f": it is one of several, `{value.cases[0].when.text}` decides"
    parts = value.parts if isinstance(value, Text) else (value,)
    unknown = next((part for part in parts if isinstance(part, PerRequest)), None)
    return f": `{unknown.text}`, {unknown.why}" if unknown is not None else ""


def _unknown_payload(sent: Sent) -> str:
    body = sent.body.rest if isinstance(sent.body, Record) else sent.body
    return f"neither its host nor its payload is known{_why(body) if body is not None else ''}"


def _has_key(body: Value, keys: Sequence[str]) -> bool:
    return isinstance(body, Record) and any(body.get(key) is not None for key in keys)


def _may_have_key(body: Value) -> bool:
    return isinstance(body, PerRequest) or (isinstance(body, Record) and body.rest is not None)
