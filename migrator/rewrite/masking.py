"""Masking: the URL and body of each edited call are set aside before two trees are compared."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from migrator.find.syntax import children
from migrator.model.sites import CallSite
from migrator.model.values import Record, Span

Place: TypeAlias = tuple[int, int, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Request:
    """What of a request stands in one file: its calls, and the expressions of its URL and body.

    The calls are the one that the request is told by and those that hand it on to the sending one.
    `is_returned` tells of a body that a function returns, which nothing but requests get. Where
    the body is the first call itself, it is those of its keywords that are in `keywords`.
    `watched` are the keys whose values count by the text that makes them, `texts` the expressions
    that count by where they stand; None for those of all requests of the file.
    """

    calls: tuple[Span, ...]
    url: Span | None
    body: Span | None
    is_returned: bool = False
    keywords: frozenset[str] = frozenset()
    watched: frozenset[str] | None = None
    texts: frozenset[str] | None = None


def request_in(
    site: CallSite,
    path: str,
    watched: frozenset[str] | None = None,
    texts: frozenset[str] | None = None,
) -> Request:
    """What of a request, in which these keys and texts are watched, stands in one file."""
    calls = tuple(span for span in (site.span, *site.through) if span.path == path)
    url, body = (
        span if span is not None and span.path == path else None
        for span in (site.url_span, site.body_span)
    )
    keys = [e.key for e in site.body.entries] if isinstance(site.body, Record) else []
    named = body is not None and site.is_own_body
    return Request(calls, url, body, False, frozenset(keys if named else ()), watched, texts)


class Masked(ast.Name):
    """Stands for the URL or body of an edited call; `inner` is what stood there.

    `whole` is the name of the dict that the same request sent before the edit, if it is one, and
    `watched` and `texts` what `Request` has of these names.
    """

    inner: ast.expr
    whole: str = ""
    watched: frozenset[str] | None = None
    texts: frozenset[str] | None = None


def mask(
    tree: ast.Module, requests: Sequence[Request]
) -> tuple[list[ast.Call], Mapping[Place, Masked]]:
    """Replace URL and body of each request in `tree`.

    Returns the calls that send them, and what stands for URLs and bodies, by place.

    Raises LookupError when a place holds no such expression.
    """
    wanted = {place(call) for request in requests for call in request.calls}
    named = {place(r.body): r.keywords for r in requests if r.body is not None and r.keywords}
    spans = [s for r in requests for s in (r.url, r.body) if s is not None]
    masks = {place(span) for span in spans} - named.keys()
    lines = {line for first, _, last, _ in (*masks, *wanted) for line in (first, last or first)}
    calls: dict[Place, ast.Call] = {}
    found: dict[Place, Masked] = {}
    for node in _around(tree, lines):
        if isinstance(node, ast.Call) and place_of(node) in wanted:
            calls[place_of(node)] = node
            if place_of(node) in named:
                here = place_of(node)
                found[here] = _mask_keywords(node, named[here])
        _mask_children(node, masks, found)
    if found.keys() != masks | named.keys() or calls.keys() != wanted:
        raise LookupError("a call is not found at its place")
    return [calls[here] for here in sorted(calls)], found


def _mask_keywords(call: ast.Call, names: frozenset[str]) -> Masked:
    """Replace the keywords of those names, and what is unpacked, by one dict of them."""
    given = [word for word in call.keywords if word.arg is None or word.arg in names]
    keys: list[ast.expr | None] = [
        ast.copy_location(ast.Constant(word.arg), call) if word.arg is not None else None
        for word in given
    ]
    masked = ast.copy_location(Masked(id="<request>", ctx=ast.Load()), call)
    masked.inner = ast.copy_location(ast.Dict(keys, [word.value for word in given]), call)
    call.keywords = [word for word in call.keywords if word not in given]
    call.keywords.insert(0, ast.copy_location(ast.keyword(None, masked), call))
    return masked


def _mask_children(node: ast.AST, masks: set[Place], found: dict[Place, Masked]) -> None:
    for field, value in ast.iter_fields(node):
        for nth, child in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(child, Masked) or not isinstance(child, ast.expr):
                continue
            here = place_of(child)
            if here not in masks or here in found:
                continue
            masked = ast.copy_location(Masked(id="<request>", ctx=ast.Load()), child)
            masked.inner = child
            found[here] = masked
            if isinstance(value, list):
                value[nth] = masked
            else:
                setattr(node, field, masked)


def _around(node: ast.AST, lines: set[int]) -> Iterator[ast.AST]:
    """Nodes that stand on one of the lines, at least in part, outermost first."""
    yield node
    for child in children(node):
        first = getattr(child, "lineno", None)
        if isinstance(child, Masked):
            continue
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            first = min([child.lineno, *(d.lineno for d in child.decorator_list)])
        last = getattr(child, "end_lineno", first)
        if first is None or any(first <= line <= (last or first) for line in lines):
            yield from _around(child, lines)


def place(span: Span) -> Place:
    """Where a span is, as `place_of` has it."""
    return span.line, span.column, span.end_line, span.end_column


def place_of(node: ast.expr) -> Place:
    """Where an expression stands in its file."""
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset


def link(
    before: Mapping[Place, Masked],
    after: Mapping[Place, Masked],
    requests: Sequence[tuple[Request, Request]],
) -> None:
    """Tell what is watched in each URL and body, and in the new tree which name was sent in the old
    one."""
    for one, other in requests:
        for side, request in ((before, one), (after, other)):
            for span in (request.url, request.body):
                masked = side.get(place(span)) if span is not None else None
                if masked is not None and request.texts is not None:
                    masked.texts = request.texts | (masked.texts or frozenset())
        if one.body is None or other.body is None:
            continue
        sent, sends = before.get(place(one.body)), after.get(place(other.body))
        for body, request in ((sent, one), (sends, other)):
            if body is not None and request.watched is not None:
                body.watched = request.watched | (body.watched or frozenset())
        if sent is not None and sends is not None and isinstance(sent.inner, ast.Name):
            sends.whole = sent.inner.id
