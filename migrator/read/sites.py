"""Call sites: every request of the candidates that opens, or seems to open, a session."""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from migrator.model.findings import Finding
from migrator.model.sites import CallSite, SiteKind
from migrator.model.values import Known, PerRequest, Record, Span, Value
from migrator.read import clients, endpoints
from migrator.read.mentions import Mention, mentions
from migrator.read.program import Program, UnreadableModule
from migrator.read.running import mentioning, requests_of, run_for_effects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from migrator.find.tree import SourceTree
    from migrator.model.pack import RulePack
    from migrator.read.frame import Chain
    from migrator.read.module import ModuleSource
    from migrator.read.sends import Sent


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading the candidates found: call sites in order, files that can't be read, mentions.

    `texts` are the decoded sources of the candidates by path.
    """

    sites: tuple[CallSite, ...]
    unreadable: tuple[Finding, ...]
    parsed: int
    mentions: tuple[Mention, ...]
    texts: Mapping[str, str]


def read_sites(
    tree: SourceTree, pack: RulePack, hosts: Sequence[str], candidates: Iterable[str]
) -> Reading:
    """Every call site in the Python files `candidates` of `tree`, in order of path and place."""
    program = Program(tree, pack, hosts)
    paths = sorted(candidates)
    while True:
        doubts = program.doubts
        requests, unreadable = _read_all(program, paths)
        program.distrust()
        run_for_effects(program, program.to_run.difference(paths))
        if program.doubts == doubts:
            break
        program.restart()
    sites = _call_sites(program, requests)
    readable = {module.path: module.text for module in program.modules()}
    texts = {path: readable[path] for path in paths if path in readable}
    listed = mentions(program, paths, requests, pack)
    return Reading(sites, tuple(unreadable), program.parsed, tuple(listed), texts)


def _read_all(program: Program, paths: Sequence[str]) -> tuple[list[Sent], list[Finding]]:
    requests: list[Sent] = []
    unreadable: list[Finding] = []
    modules: list[ModuleSource] = []
    for path in paths:
        try:
            module = program.module(path)
        except UnreadableModule as error:
            unreadable.append(Finding(error.code, error.message, path, error.line))
            continue
        modules.append(module)
    sending = mentioning(modules, set(clients.SENDING_NAMES))
    for module in modules:
        requests.extend(requests_of(program, module, sending))
    return requests, unreadable


def _call_sites(program: Program, requests: list[Sent]) -> tuple[CallSite, ...]:
    found: list[tuple[Sent, ast.Call, _Kind]] = []
    direct: set[ast.Call] = set()
    for sent in requests:
        kind = _kind(program, sent)
        if kind is not None and not sent.chain:
            found.append((sent, sent.node, kind))
            direct.add(sent.node)
    reached: dict[ast.Call, tuple[Sent, _Kind]] = {}
    sure: set[tuple[ast.Call, Chain]] = set()
    for sent in sorted(requests, key=lambda each: len(each.chain)):
        if not sent.chain or sent.node in direct:
            continue
        kind = _kind(program, sent)
        inner = ((sent.node, sent.chain[at:]) for at in range(1, len(sent.chain)))
        if kind is None or any(each in sure for each in inner):
            continue
        reached.setdefault(sent.chain[0], (sent, kind))
        if kind.kind is SiteKind.PER_SESSION:
            sure.add((sent.node, sent.chain))
    modules = {sent.chain[0]: _module_of(program, requests, sent) for sent, _ in reached.values()}
    sites = [_site(sent, node, kind, sent.module, program) for sent, node, kind in found]
    sites += [
        _site(sent, node, kind, modules[node] or sent.module, program)
        for node, (sent, kind) in reached.items()
    ]
    sites.sort(key=lambda site: (site.path, site.span.line, site.span.column))
    return _numbered(sites)


def _module_of(program: Program, requests: list[Sent], sent: Sent) -> ModuleSource | None:
    for module in program.modules():
        if sent.chain[0] in module.parents:
            return module
    return None


@dataclass(frozen=True, slots=True)
class _Kind:
    kind: SiteKind
    address: endpoints.Address | None
    note: str = ""


def _kind(program: Program, sent: Sent) -> _Kind | None:
    pack = program.pack
    where = endpoints.address(sent.url, sent.base_url, pack, program.hosts)
    telltale = _has_key(sent.body, pack.anchors.payload_keys)
    if sent.method != Known("POST"):
        if isinstance(sent.method, Known) or not (where or telltale):
            return None
        return _Kind(SiteKind.LOOKS_LIKE, where, "its method isn't known")
    if where is None:
        if telltale and endpoints.unresolved(sent.url, sent.base_url):
            return _Kind(SiteKind.LOOKS_LIKE, None, "its URL isn't known")
        return None
    if where.endpoint is None:
        return _Kind(SiteKind.THROUGH_AGENT, where)
    if where.sure or telltale:
        return _Kind(SiteKind.PER_SESSION, where)
    if isinstance(sent.url, Known) and "://" in str(sent.url.value):
        return None
    if _may_have_key(sent.body):
        return _Kind(SiteKind.LOOKS_LIKE, where, "neither its host nor its payload is known")
    return None


def _has_key(body: Value, keys: Sequence[str]) -> bool:
    return isinstance(body, Record) and any(body.get(key) is not None for key in keys)


def _may_have_key(body: Value) -> bool:
    return isinstance(body, PerRequest) or (isinstance(body, Record) and body.rest is not None)


def _site(
    sent: Sent, node: ast.Call, kind: _Kind, module: ModuleSource, program: Program
) -> CallSite:
    span = module.span(node)
    through_helper = node is not sent.node
    around = module.enclosing(node)
    scope = next((a for a in around if not isinstance(a, ast.Lambda)), None)
    where = kind.address
    endpoint = where.endpoint if where is not None else None
    problems: list[Finding] = []
    place = (module.path, span.line, span.column + 1)
    if kind.kind is SiteKind.LOOKS_LIKE:
        problems.append(Finding("OM111", f"looks like a session call, but {kind.note}", *place))
    problems.extend(
        Finding("OM105", f"what is sent is not sure: {doubt}", *place) for doubt in sent.doubts
    )
    if through_helper:
        helper = f"{sent.module.path}:{sent.node.lineno}"
        message = f"the request is sent by shared code at {helper}, which serves other calls too"
        problems.append(Finding("OM109", message, *place))
    return CallSite(
        "",
        kind.kind,
        module.path,
        span,
        module.qualified_name(scope) if scope is not None else "",
        sent.library,
        endpoint.key if endpoint is not None else None,
        endpoint.channel if endpoint is not None else None,
        sent.url,
        _span(sent, sent.url_node, through_helper),
        sent.body,
        _span(sent, sent.body_node, through_helper),
        sent.encoding,
        where.base_url if where is not None else sent.base_url,
        _api_key(sent.headers, program.pack.auth.header),
        tuple(problems),
        (),
        where.agent if where is not None else None,
    )


def _span(sent: Sent, node: ast.expr | None, through_helper: bool) -> Span | None:
    return sent.module.span(node) if node is not None and not through_helper else None


def _api_key(headers: Value, header: str) -> Value:
    if isinstance(headers, PerRequest):
        return PerRequest(headers.text, f"the headers aren't known: {headers.why}")
    if not isinstance(headers, Record):
        return PerRequest("headers", "the headers aren't known")
    for entry in headers.entries:
        if entry.key.lower() == header.lower():
            if entry.when:
                return PerRequest(header, "it is only sent under a condition")
            return entry.value
    if headers.rest is not None:
        return PerRequest("headers", f"the headers aren't known: {headers.rest.why}")
    return PerRequest(header, f"the call is not seen to send {header}")


def _numbered(sites: list[CallSite]) -> tuple[CallSite, ...]:

    counts: Counter[tuple[str, str]] = Counter()
    numbered = []
    for site in sites:
        key = (site.path, site.function)
        counts[key] += 1
        ident = f"{site.path}::{site.function or '<module>'}#{counts[key]}"
        problems = tuple(replace(problem, call_site=ident) for problem in site.problems)
        numbered.append(replace(site, id=ident, problems=problems))
    return tuple(numbered)
