"""Watching: values of a request that are only known by the source text that makes them.

Equal text means an equal value only if it is evaluated at the same place, under the same names.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.model.sites import CallSite
from migrator.model.values import (
    Array,
    Condition,
    Entry,
    OneOf,
    PerRequest,
    Question,
    Record,
    Span,
    Text,
    Value,
)
from migrator.plan.flatten import flatten
from migrator.plan.worlds import questions_in
from migrator.read.module import last_name
from migrator.rewrite.items import Watch
from migrator.rewrite.syntax import Side

if TYPE_CHECKING:
    from migrator.model.pack import RulePack

_OPAQUE = (ast.Call, ast.Attribute, ast.Subscript, ast.Await, ast.Yield, ast.YieldFrom)
# Reading one variable of the environment says nothing about where another is read.
_ENVIRONMENT = ("os.environ", "environ")
_PARAMETER = "it is a parameter of"


def watched(sites: Sequence[CallSite], pack: RulePack) -> Watch:
    """What the residue has to watch for these calls."""
    names: set[str] = set()
    for node in (part for site in sites for part in _nodes(site, pack)):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Attribute):
            names.add(node.attr)
    own = [_of_agent(site, pack) for site in sites]
    # What other code asked was answered before, whenever the call asks for what came of it.
    homes = {f"{site.path}:{site.function}" for site in sites}
    questions = [each for each in questions_in(own) if each.scope in homes]
    chosen = frozenset(_placed(question) for question in questions if question.is_all)
    for question in questions:
        names |= {n.id for n in walk(ast.parse(question.text)) if isinstance(n, ast.Name)}
    return Watch(
        frozenset(text for site in sites for text in watched_texts(site, pack)),
        frozenset(names),
        frozenset(key for site in sites for key in watched_keys(site, pack)),
        frozenset(_placed(question) for question in questions if not question.keys),
        frozenset(_placed(question) for question in questions if question.keys) - chosen,
        chosen,
        frozenset((_placed(q)[0], q.via, q.text, q.default) for q in questions if q.via),
    )


def watched_texts(site: CallSite, pack: RulePack) -> frozenset[str]:
    """The expressions that a call's kept values are only known by."""
    nodes = _nodes(site, pack)
    asked: set[ast.AST] = {n.func for n in nodes if isinstance(n, ast.Call)}
    found = (ast.unparse(n) for n in nodes if isinstance(n, _OPAQUE) and n not in asked)
    return frozenset(text for text in found if text not in _ENVIRONMENT)


def _nodes(site: CallSite, pack: RulePack) -> list[ast.AST]:
    """The syntax of all that a call's kept values are only known by."""
    parts = (
        part for _, value, when in _kept_values(site, pack) for part in (*_unknown(value), *when)
    )
    return [node for part in parts if (parsed := _parsed(part.text)) for node in walk(parsed)]


def watched_keys(site: CallSite, pack: RulePack) -> frozenset[str]:
    """The keys of a call's body whose values are known to vary, but not how."""
    return frozenset(
        key
        for key, value, when in _kept_values(site, pack)
        for part in (*_unknown(value), *when)
        if key is not None
        if _parsed(part.text) is None or not (_is_exact(part) or _asks_for_itself(part, value))
    )


def _placed(question: Question) -> tuple[str, str]:
    return question.scope.rpartition(":")[2], question.text


def _of_agent(site: CallSite, pack: RulePack) -> Record:
    """What a call sends of its agent."""
    fields = [sent for sent in flatten(site.body, pack).fields if sent.rule.scope != "session"]
    return Record(tuple(Entry(sent.rule.source, sent.value, sent.when) for sent in fields))


def opaque_pairs(
    sites: Iterable[tuple[CallSite, CallSite]], pack: RulePack, path: str
) -> list[tuple[PerRequest, PerRequest]]:
    """Expressions of the old calls in one file with those that stand for them in the new ones."""
    return [
        pair
        for old, new in sites
        for pair in zip(
            _opaque_parts(old, pack, path), _opaque_parts(new, pack, path), strict=False
        )
    ]


def evaluated_elsewhere(
    old: Side, new: Side, pairs: Sequence[tuple[PerRequest, PerRequest]]
) -> str | None:
    """The first expression that the old call and the new one take from different places."""
    texts = {one.text for one, _ in pairs}
    if not texts:
        return None
    before, after = _places(old, texts), _places(new, texts)
    for one, other in pairs:
        if _rank(before, one) != _rank(after, other):
            return one.text
    return None


def _opaque_parts(site: CallSite, pack: RulePack, path: str) -> list[PerRequest]:
    """Per-request values in a stable order, but for plain names and those of other files."""
    return [
        part
        for _, value, _ in _kept_values(site, pack)
        for part in _unknown(value)
        if isinstance(part, PerRequest) and part.span is not None and part.span.path == path
        if isinstance(_parsed(part.text), ast.Expression) and not part.text.isidentifier()
    ]


def _places(side: Side, wanted: set[str]) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {each: [] for each in wanted}
    labels = {_label(parsed.body) for each in wanted if (parsed := _parsed(each)) is not None}
    nameless = any(not name for _, name in labels)
    names = () if nameless else tuple(name for _, name in labels)
    for node in side.nodes_with(*names):
        if isinstance(node, ast.expr) and _label(node) in labels:
            spelled = ast.unparse(node)
            if spelled in found:
                found[spelled].append((node.lineno, node.col_offset))
    return {each: sorted(places) for each, places in found.items()}


def _label(node: ast.expr) -> tuple[type[ast.expr], str]:
    inner: ast.expr = node
    while isinstance(inner, ast.Call | ast.Subscript | ast.Await):
        inner = inner.func if isinstance(inner, ast.Call) else inner.value
    return type(node), last_name(inner)


def _rank(places: dict[str, list[tuple[int, int]]], part: PerRequest) -> int:
    span = part.span
    here = places.get(part.text, [])
    return here.index((span.line, span.column)) if span and (span.line, span.column) in here else -1


def _kept_values(
    site: CallSite, pack: RulePack
) -> Iterator[tuple[str | None, Value, tuple[Condition, ...]]]:
    for sent in flatten(site.body, pack).fields:
        if sent.rule.scope == "session":
            yield sent.rule.source_path[-1], sent.value, sent.when
    yield None, site.base_url, ()
    yield None, site.api_key, ()


def _unknown(value: Value) -> Iterator[PerRequest | Condition]:
    match value:
        case PerRequest():
            yield value
        case Text(parts=parts):
            for part in parts:
                if not isinstance(part, str):
                    yield from _unknown(part)
        case Array(items=items):
            for item in items:
                yield from _unknown(item)
        case Record(entries=entries, rest=rest):
            for entry in sorted(entries, key=lambda e: e.key):
                yield from entry.when
                yield from _unknown(entry.value)
            if rest is not None:
                yield rest
        case OneOf(cases=cases):
            for case in cases:
                yield case.when
                yield from _unknown(case.value)


def _is_exact(part: PerRequest | Condition) -> bool:
    """Whether the text is what the code says there, not a word for what was lost."""
    span: Span | None = part.span
    return span is not None or (isinstance(part, PerRequest) and part.why.startswith(_PARAMETER))


def _asks_for_itself(part: PerRequest | Condition, value: Value) -> bool:
    """Whether it is the condition that a value, whose text is what the code says, is not None."""
    return (
        isinstance(part, Condition)
        and isinstance(value, PerRequest)
        and _is_exact(value)
        and part.text == f"{value.text} is not None"
    )


def _parsed(text: str) -> ast.Expression | None:
    try:
        return ast.parse(text, mode="eval")
    except SyntaxError:
        return None
