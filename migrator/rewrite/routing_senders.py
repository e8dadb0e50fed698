"""Calls that hand their payload to shared code, seen as the call there that sends it.

Where the shared code writes the URL itself and sends what it is given, it can ask for the agent as
well as its callers, and for all of them at once.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from migrator.find.syntax import walk
from migrator.model.pack import RulePack
from migrator.model.sites import CallSite, SiteKind
from migrator.model.values import Known, PerRequest, Span, Text, Value
from migrator.read.module import bound_once
from migrator.read.parameters import parameter_names
from migrator.rewrite.source import Source

# What may be given to a request besides its URL and its payload.
_PLAIN_WORDS = frozenset(
    {"json", "url", "method", "headers", "timeout", "verify", "cert", "proxies", "stream", "ssl"}
)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def sending_call(site: CallSite) -> Span:
    """The call that sends the request of a site, in whatever file."""
    return site.through[-1] if site.through else site.span


def as_sender(
    site: CallSite, pack: RulePack, source_of: Callable[[str], Source | None]
) -> CallSite | None:
    """The site at the call that sends its request, None where that is no place to choose an agent.

    The URL must end with the endpoint's path there, and the payload be a parameter that is sent as
    JSON, as it came.
    """
    span = sending_call(site)
    source = source_of(span.path) if site.through and site.endpoint is not None else None
    call = source.expression(span) if source is not None else None
    if source is None or not isinstance(call, ast.Call) or not _posts(call):
        return None
    same_file = site.url_span is not None and site.url_span.path == span.path
    url = source.expression(site.url_span) if same_file else None
    payload = next((word.value for word in call.keywords if word.arg == "json"), None)
    function = _function_of(source, call)
    if url is None or url not in walk(call) or not isinstance(payload, ast.Name):
        return None
    endpoint = pack.endpoint(site.endpoint or "").path
    if function is None or not (
        _ends_with(url, endpoint) or _is_constant(url, function, site.url, endpoint)
    ):
        return None
    if payload.id not in parameter_names(function.args) or payload.id not in bound_once(function):
        return None
    return replace(
        site,
        path=span.path,
        span=span,
        body_span=_span(source, payload),
        through=(),
    )


def as_url_sender(site: CallSite, source_of: Callable[[str], Source | None]) -> CallSite | None:
    """The site at the call that sends its request, to be asked with its URL; None for no such place.

    That is where the payload is made, or taken apart, in the shared code itself, which is given the
    URL. The payload must be a variable that is sent as JSON.
    """
    span = sending_call(site)
    source = source_of(span.path) if site.through else None
    call = source.expression(span) if source is not None else None
    if source is None or not isinstance(call, ast.Call) or site.body_span is None:
        return None
    function = _function_of(source, call)
    inside = site.body_span.path == span.path and source.expression(site.body_span) is not None
    body = source.expression(site.body_span) if inside else None
    if function is None or body is None or _function_of(source, body) is not function:
        return None
    if site.url_span is not None and site.url_span.path == span.path:
        written = source.expression(site.url_span)
        if written is not None and _function_of(source, written) is function:
            return None
    words = {word.arg: word.value for word in call.keywords}
    url, payload = _url_of(call), words.get("json")
    if url is None or not isinstance(payload, ast.Name) or not words.keys() <= _PLAIN_WORDS:
        return None
    given = PerRequest("what callers give", "it is another one for each caller")
    return replace(
        site,
        kind=SiteKind.LOOKS_LIKE,
        path=span.path,
        span=span,
        endpoint=None,
        channel=None,
        url=given,
        url_span=_span(source, url),
        body=given,
        body_span=_span(source, payload),
        through=(),
        unsure="url",
    )


def _url_of(call: ast.Call) -> ast.expr | None:
    """What a call of a client's `post` or `request` is given as its URL."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    at = {"post": 0, "request": 1}.get(name)
    if at is None:
        return None
    words = [word.value for word in call.keywords if word.arg == "url"]
    return call.args[at] if len(call.args) == at + 1 else next(iter(words), None)


def method_of(call: ast.AST | None) -> ast.expr | None:
    """What a call of a client's `request` is given as its method, None where that is said to be POST."""
    match call:
        case ast.Call(
            func=ast.Attribute(attr="request") | ast.Name(id="request"), args=[method, *_]
        ):
            said = method.value if isinstance(method, ast.Constant) else None
            return None if isinstance(said, str) and said.upper() == "POST" else method
        case ast.Call(func=ast.Attribute(attr="request") | ast.Name(id="request"), keywords=words):
            found = [word.value for word in words if word.arg == "method"]
            said = found[0].value if found and isinstance(found[0], ast.Constant) else None
            posts = isinstance(said, str) and said.upper() == "POST"
            return None if posts or not found else found[0]
    return None


def sender_after(site: CallSite, choice: ast.Assign, source: Source) -> CallSite | None:
    """A sending call of the edited text, by the statement before it that asks for its agent."""
    suite = source.suite(choice)
    at = suite.index(choice) + 1
    target = choice.targets[0]
    names = [each.id for each in walk(target) if isinstance(each, ast.Name)]
    for node in walk(suite[at]) if at < len(suite) and len(names) == 2 else ():
        words = (
            {word.arg: word.value for word in node.keywords} if isinstance(node, ast.Call) else {}
        )
        payload = words.get("json")
        url = _url_of(node) if isinstance(node, ast.Call) else None
        if not isinstance(node, ast.Call) or url is None or not isinstance(payload, ast.Name):
            continue
        if payload.id == names[1]:
            spans = [_span(source, each) for each in (node, url, payload)]
            return replace(site, span=spans[0], url_span=spans[1], body_span=spans[2])
    return None


def _posts(call: ast.Call) -> bool:
    match call:
        case ast.Call(func=ast.Attribute(attr="post") | ast.Name(id="post")):
            return True
        case ast.Call(
            func=ast.Attribute(attr="request") | ast.Name(id="request"),
            args=[ast.Constant(value="POST"), *_],
        ):
            return True
    return False


def _ends_with(url: ast.expr, endpoint: str) -> bool:
    match url:
        case ast.Constant(value=str(text)) | ast.JoinedStr(values=[*_, ast.Constant(value=text)]):
            return isinstance(text, str) and text.endswith(endpoint)
    return False


def _is_constant(url: ast.expr, function: ast.AST, value: Value, endpoint: str) -> bool:
    """Whether the URL is a variable of the module that is known to end with the path."""
    if not isinstance(url, ast.Name):
        return False
    bound = [n for n in walk(function) if isinstance(n, ast.Name) and n.id == url.id]
    given = [n for n in walk(function) if isinstance(n, ast.arg) and n.arg == url.id]
    if given or any(not isinstance(node.ctx, ast.Load) for node in bound):
        return False
    match value:
        case Known(value=str(text)) | Text(parts=(*_, str(text))):
            return text.endswith(endpoint)
    return False


def _function_of(source: Source, node: ast.AST) -> ast.FunctionDef | ast.AsyncFunctionDef | None:
    """The innermost function around a node, None for a lambda or none."""
    while node in source.parents:
        node = source.parents[node]
        if isinstance(node, ast.Lambda):
            return None
        if isinstance(node, _FUNCTIONS):
            return node
    return None


def _span(source: Source, node: ast.expr) -> Span:
    last, end = node.end_lineno or node.lineno, node.end_col_offset or 0
    return Span(source.path, node.lineno, node.col_offset, last, end)


@dataclass(frozen=True, slots=True)
class RoutedPlace:
    """A place where an agent is to be chosen: the call there, and the ids of all sites it serves.

    `is_shared` tells that it is in code which sends for them, `by_url` that this asks with the URL that
    they give.
    """

    site: CallSite
    members: tuple[str, ...]
    is_shared: bool = False
    by_url: bool = False


def routed_places(
    sites: Sequence[CallSite],
    everything: Sequence[CallSite],
    pack: RulePack,
    source_of: Callable[[str], Source | None],
) -> tuple[list[RoutedPlace], dict[str, str]]:
    """Where the agents of these sites are to be chosen, and by site id why some have no such place.

    `everything` are all sites of the tree.
    """
    found: list[RoutedPlace] = []
    refused: dict[str, str] = {}
    shared: dict[Span, CallSite] = {}
    for site in sites:
        sender = as_sender(site, pack, source_of)
        if sender is not None:
            shared.setdefault(sending_call(site), sender)
    asked = {site.id for site in sites}
    by_url: dict[Span, CallSite] = {}
    for site in sites:
        sender = as_url_sender(site, source_of) if sending_call(site) not in shared else None
        if sender is not None:
            by_url.setdefault(sending_call(site), sender)
    for span, sender in {**shared, **by_url}.items():
        served = [site for site in everything if sending_call(site) == span]
        members = tuple(site.id for site in served if site.id in asked)
        staying = next((site for site in served if site.id not in asked), None)
        if staying is None:
            given = PerRequest("what callers give", "it is another one for each caller")
            place = replace(sender, id=members[0], body=given)
            found.append(RoutedPlace(place, members, True, span in by_url))
            continue
        why = f"The code that sends it also sends for {staying.path}:{staying.span.line}, which stays."
        refused |= dict.fromkeys(members, why)
    there = {ident for place in found for ident in place.members} | refused.keys()
    found += [RoutedPlace(site, (site.id,)) for site in sites if site.id not in there]
    return found, refused
