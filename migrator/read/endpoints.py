"""Which endpoint of the API a URL leads to, as far as its text tells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from migrator.model.values import FromEnv, Known, PerRequest, Text, Value
from migrator.read.strings import leading, source_text, text_of, trailing_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.model.pack import Endpoint, RulePack

_QUERY = re.compile(r"[?#]")
_ORIGIN = re.compile(r"(https?)://([^/:@]+)(:\d+)?(/+)", re.IGNORECASE)
_PORTS = {"https": ":443", "http": ":80"}
_ABSOLUTE = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class Address:
    """Where a request goes.

    `sure` tells that the host is one of the API's; otherwise it isn't known and the payload has
    to speak for it. `agent` is the agent reference when the endpoint is the agents' one. `more`
    is what the URL has besides the endpoint: a query, or slashes too many.
    """

    endpoint: Endpoint | None
    agent: Value | None
    base_url: Value
    sure: bool
    more: str = ""


def address(url: Value, base: Value, pack: RulePack, hosts: frozenset[str]) -> Address | None:
    """The API endpoint that `url` on a client with `base` leads to, None when it is no such one."""
    whole = _whole(url, base)
    through = _of_agent(whole, pack.target.connections, hosts)
    if through is not None:
        return through
    for plain, more in ((whole, ""), _simplified(whole)):
        for endpoint in pack.endpoints:
            found = _at(plain, endpoint.path, hosts)
            if found is not None:
                return Address(endpoint, None, found[0], found[1], more)
    return None


def behind_prefix(url: Value, base: Value, pack: RulePack) -> str | None:
    """What stands before an endpoint's path where the host isn't known, such as that of a proxy."""
    tail = trailing_text(_simplified(_whole(url, base))[0])
    for endpoint in pack.endpoints:
        prefix = tail.removesuffix(endpoint.path)
        if prefix not in {tail, ""} and "://" not in prefix:
            return prefix
    return None


def _simplified(url: Value) -> tuple[Value, str]:
    """A URL without its query, slashes too many, and a port that goes without saying.

    Returned beside it is the query, or the slashes.
    """
    if not isinstance(url, Text | Known):
        return url, ""
    written = url.parts if isinstance(url, Text) else (source_text(url),)
    parts, more = _without_query(written)
    match parts:
        case [*_, str(last)]:
            parts[-1] = last.rstrip("/")
            more = last[len(last.rstrip("/")) :] + more
    match parts:
        case [str(first), *_] if (origin := _ORIGIN.match(first)) is not None:
            scheme, host, port, slashes = origin.groups()
            port = "" if port == _PORTS[scheme.lower()] else port or ""
            parts[0] = f"{scheme}://{host.lower()}{port}/{first[origin.end() :]}"
            more = more or slashes[1:]
    return text_of(parts), more


def _without_query(parts: Sequence[str | Value]) -> tuple[list[str | Value], str]:
    for at, part in enumerate(parts):
        found = _QUERY.search(part) if isinstance(part, str) else None
        if isinstance(part, str) and found is not None:
            query = source_text(text_of([part[found.start() :], *parts[at + 1 :]]))
            return [*parts[:at], part[: found.start()]], query
    return list(parts), ""


def unresolved(url: Value, base: Value) -> bool:
    """Whether so little of the URL is known that it could lead anywhere."""
    whole = _whole(url, base)
    return not trailing_text(whole).strip("/") and not isinstance(whole, Known)


def _whole(url: Value, base: Value) -> Value:
    match url:
        case Known(value=str(text)) if _ABSOLUTE.match(text):
            return url
        case Text(parts=(str(start), *_)) if _ABSOLUTE.match(start):
            return url
        case Text(parts=(FromEnv() | PerRequest(), *_)) if base == Known(""):
            return url
    if base == Known(""):
        return url
    match base, url:
        case Known(value=str(start)), _ if trailing_slashes(start):
            return _joined(start.rstrip("/"), url)
        case Text(parts=(*before, str(end))), _ if end.endswith("/"):
            return _joined(text_of([*before, end.rstrip("/")]), url)
    return _joined(base, url)


def trailing_slashes(text: str) -> bool:
    """Whether `text` ends with a slash."""
    return text.endswith("/")


def _joined(base: str | Value, url: Value) -> Value:
    match url:
        case Known(value=str(text)):
            return text_of([base, text if text.startswith("/") else f"/{text}"])
        case Text(parts=(str(start), *rest)):
            return text_of([base, start if start.startswith("/") else f"/{start}", *rest])
    return text_of([base, url])


def _at(url: Value, path: str, hosts: frozenset[str]) -> tuple[Value, bool] | None:
    text = _with_defaults(url)
    if text is not None:
        parts = urlsplit(text)
        right = parts.path == path and not parts.query and not parts.fragment
        if right and parts.netloc in hosts and parts.scheme in {"http", "https"}:
            return _base(url, path), True
        if isinstance(url, Known) and parts.netloc:
            return None
    tail = trailing_text(url)
    if isinstance(url, Known):
        return (Known(""), False) if tail == path else None
    if tail == path:
        return leading(url), _default_host(leading(url), hosts)
    return None


def _with_defaults(url: Value) -> str | None:
    match url:
        case Known(value=str(text)):
            return text
        case FromEnv(default=Known(value=str(text))):
            return text
        case Text(parts=parts):
            pieces = [part if isinstance(part, str) else _with_defaults(part) for part in parts]
            known = [piece for piece in pieces if piece is not None]
            return "".join(known) if len(known) == len(pieces) else None
    return None


def _default_host(base: Value, hosts: frozenset[str]) -> bool:
    text = _with_defaults(base)
    return text is not None and urlsplit(text).netloc in hosts


def _base(url: Value, path: str) -> Value:
    tail = trailing_text(url)
    if isinstance(url, Known):
        return Known(tail.removesuffix(path))
    if tail.endswith(path):
        before = leading(url)
        rest = tail.removesuffix(path)
        return text_of([before, rest]) if rest else before
    return leading(url)


def agent_at(url: Value, base: Value, pack: RulePack, hosts: frozenset[str]) -> Value | None:
    """The agent that `url` on a client with `base` is the address of, None when it is no agent's."""
    found = _of_agent(_whole(url, base), pack.target.agent, hosts)
    if found is None or found.agent == Known(""):
        return None
    elsewhere = urlsplit(_with_defaults(found.base_url) or "").netloc and not found.sure
    return None if elsewhere else found.agent


def _of_agent(url: Value, template: str, hosts: frozenset[str]) -> Address | None:
    start, _, end = template.partition("{agentId}")
    match url:
        case Known(value=str(text)):
            base, found, rest = text.partition(start)
            if not found or not rest.endswith(end) or "/" in rest.removesuffix(end):
                return None
            sure = urlsplit(base).netloc in hosts
            return Address(None, Known(rest.removesuffix(end)), Known(base), sure)
        case Text(parts=(*before, str(middle), agent)) if not isinstance(agent, str) and not end:
            if not middle.endswith(start):
                return None
            base_value = text_of([*before, middle.removesuffix(start)])
            return Address(None, agent, base_value, _default_host(base_value, hosts))
        case Text(parts=(*before, str(middle), agent, str(last))) if last == end:
            if isinstance(agent, str) or not middle.endswith(start):
                return None
            base_value = text_of([*before, middle.removesuffix(start)])
            sure = _default_host(base_value, hosts)
            return Address(None, agent, base_value, sure)
        case Text(parts=(*before, str(tail))) if start in tail and tail.endswith(end):
            rest, _, agent_text = tail.removesuffix(end).rpartition(start)
            if "/" in agent_text:
                return None
            base_value = text_of([*before, rest])
            return Address(None, Known(agent_text), base_value, _default_host(base_value, hosts))
    return None
