"""Placing: the call at which a request's URL and body are in the code's own words.

Code that is shared sends what its callers give it. What is edited is then at the callers, so each
of them is a call site, and the shared code is none.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from migrator.model.sites import SiteKind
from migrator.read.built_requests import changed_before_sent
from migrator.read.echoes import echo
from migrator.read.handing import other_use
from migrator.read.kinds import Kind, kind_of
from migrator.read.request_objects import changed_by_client

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from migrator.model.values import Span
    from migrator.read.module import ModuleSource
    from migrator.read.origins import Chain, Trail, Use
    from migrator.read.program import Program
    from migrator.read.sent import Sent


@dataclass(frozen=True, slots=True)
class Placed:
    """A request at its call site: the call there, and what stands against editing it."""

    sent: Sent
    kind: Kind
    node: ast.Call
    module: ModuleSource
    url_span: Span | None
    body_span: Span | None
    through: tuple[Span, ...]
    obstacles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A request that opens a session, and the calls from its site inwards."""

    sent: Sent
    kind: Kind
    calls: Chain
    level: int

    @property
    def open(self) -> bool:
        """Whether its URL or body is whatever a caller gives that isn't known here."""
        return any(trail.open for trail in _trails(self.sent))


def placed_requests(program: Program, requests: Sequence[Sent]) -> list[Placed]:
    """The call sites of those requests that open a session or seem to."""
    seen = [found for sent in requests if (found := _seen(program, sent)) is not None]
    own: dict[ast.Call, list[_Seen]] = defaultdict(list)
    for each in seen:
        if each.level == 0:
            own[each.calls[0]].append(each)
    modules = _Modules(program)
    entered = {each.calls[at:] for each in seen for at in range(1, len(each.calls))}
    for node in [node for node in own if _only_given(own[node], entered, program)]:
        del own[node]
    sure = {each.calls for group in own.values() for each in group}
    placed = [_placed(group, modules) for group in own.values()]
    reached: dict[ast.Call, _Seen] = {}
    for each in sorted(seen, key=lambda s: len(s.sent.chain)):
        if each.level == 0 or each.calls in sure or each.sent.node in own:
            continue
        whole = _whole(each)
        if any(whole[at:] in sure for at in range(1, len(whole))):
            continue
        reached.setdefault(whole[0], each)
        if each.kind.kind is SiteKind.PER_SESSION:
            sure.add(whole)
    placed += [_elsewhere(each, node, modules) for node, each in reached.items()]
    return placed


def _seen(program: Program, sent: Sent) -> _Seen | None:
    kind = kind_of(program, sent)
    if kind is None:
        return None
    whole = (*sent.chain, sent.node)
    level = min([len(sent.chain), *(trail.level for trail in _trails(sent))])
    return _Seen(sent, kind, whole[level:], level)


def _whole(seen: _Seen) -> Chain:
    return (*seen.sent.chain, seen.sent.node)


def _only_given(group: list[_Seen], entered: set[Chain], program: Program) -> bool:
    """Whether all that a call sends comes from callers that are all known."""
    for each in group:
        trails = [trail for trail in _trails(each.sent) if trail.open]
        if not trails or each.calls not in entered:
            return False
        if not all(trail.open in program.closed for trail in trails):
            return False
    return True


def _trails(sent: Sent) -> list[Trail]:
    return [trail for trail in (sent.url_trail, sent.body_trail) if trail is not None]


class _Modules:
    """Finds the module that a call stands in."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def of(self, sent: Sent, node: ast.Call) -> ModuleSource:
        """The module of `node`, which led to the request."""
        if node is sent.node:
            return sent.module
        return self.program.module_of(node) or sent.module

    def enclosing(self, sent: Sent, node: ast.Call) -> tuple[ast.AST, ...]:
        """Functions and classes around a call."""
        return self.of(sent, node).enclosing(node)

    def spans(self, sent: Sent, calls: Iterable[ast.Call]) -> tuple[Span, ...]:
        """Where those calls stand."""
        return tuple(self.of(sent, call).span(call) for call in calls)


def _placed(group: list[_Seen], modules: _Modules) -> Placed:
    first = group[0]
    sent, node = first.sent, first.calls[0]
    obstacles = list(sent.obstacles)
    if first.kind.kind is SiteKind.PER_SESSION and first.kind.note:
        obstacles.append(first.kind.note)
    header = modules.program.pack.auth.header
    line = changed_before_sent(modules.of(sent, sent.node), sent.node, header)
    if line is not None:
        obstacles.append(f"the request may be changed in line {line}, before it is sent")
    why = changed_by_client(modules.program, modules.of(sent, sent.node), sent)
    if why is not None:
        obstacles.append(why)
    place = echo(modules.program, modules.of(sent, sent.node), sent.node)
    if place is not None:
        obstacles.append(f"what it asked for is read from the answer at {place}")
    if any(not _same(first, other) for other in group[1:]):
        line = group[1].sent.node.lineno
        obstacles.append(f"it leads to several requests, one at {_file(group[1])}:{line}")
    # What the code around a direct site does with its own variables is the edit's affair.
    around = modules.enclosing(sent, node) if len(first.calls) == 1 else ()
    urls = [each.sent.url_trail for each in group]
    bodies = [each.sent.body_trail for each in group]
    obstacles += [
        reason
        for trails, is_url in ((urls, True), (bodies, False))
        if (reason := other_use(modules.program, _uses(trails, around), is_url=is_url)) is not None
    ]
    return Placed(
        sent,
        first.kind,
        node,
        modules.of(sent, node),
        _span(sent.url_trail),
        _span(sent.body_trail),
        modules.spans(sent, _inner(first)),
        tuple(obstacles),
    )


def _inner(seen: _Seen) -> Chain:
    """The calls inside of a site that lead to its request."""
    partial = seen.sent.partial
    return (*seen.calls[1:], *([partial] if partial is not None else ()))


def _uses(trails: Iterable[Trail | None], around: Sequence[ast.AST]) -> Iterator[Use]:
    for trail in trails:
        if trail is not None and not trail.open:
            yield from (use for use in trail.uses if use.function not in around)


def _file(seen: _Seen) -> str:
    return seen.sent.module.path


def _same(one: _Seen, other: _Seen) -> bool:
    alike = one.kind.kind is other.kind.kind and one.sent.encoding == other.sent.encoding
    spans = [(_span(s.sent.url_trail), _span(s.sent.body_trail)) for s in (one, other)]
    same = one.sent.url == other.sent.url and one.sent.body == other.sent.body
    return alike and spans[0] == spans[1] and same and one.sent.headers == other.sent.headers


def _span(trail: Trail | None) -> Span | None:
    if trail is None or trail.spot.member is not None:
        return None
    return trail.spot.activation.module.span(trail.spot.node)


def _elsewhere(seen: _Seen, node: ast.Call, modules: _Modules) -> Placed:
    """A request that is only understood when it is reached from `node`."""
    sent = seen.sent
    helper = f"{sent.module.path}:{sent.node.lineno}"
    why = f"the request is sent by shared code at {helper}, which serves other calls too"
    through = modules.spans(sent, (*sent.chain[1:], sent.node))
    return Placed(sent, seen.kind, node, modules.of(sent, node), None, None, through, (why,))
