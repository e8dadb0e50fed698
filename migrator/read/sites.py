"""Call sites: every request of the candidates that opens, or seems to open, a session."""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from migrator.model.findings import Finding
from migrator.model.sites import CallSite, SiteKind
from migrator.model.values import PerRequest, Record, Value
from migrator.read.clients import UNKNOWN
from migrator.read.clusters import Clusters, Memory
from migrator.read.mentions import Led, Listing, Mention
from migrator.read.module import ModuleSource
from migrator.read.parsing import parsed_module
from migrator.read.placing import Placed, placed_requests
from migrator.read.reasons import told
from migrator.read.reliance import relied_on
from migrator.read.searches import Searches

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping, Sequence

    from migrator.find.tree import SourceTree
    from migrator.model.pack import RulePack
    from migrator.model.settings import ProjectSender
    from migrator.read.cluster import Cluster
    from migrator.read.program import Program
    from migrator.read.sent import Sent


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


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a part of the candidates, by whoever read it.

    `sites` have no ids yet; `connected` are files that have to be read together.
    """

    sites: tuple[CallSite, ...]
    unreadable: tuple[Finding, ...]
    parsed: frozenset[str]
    connected: tuple[tuple[str, ...], ...]
    led: Led

    def only(self, paths: Container[str]) -> Found:
        """What was found in those files."""
        return replace(
            self,
            sites=tuple(site for site in self.sites if site.path in paths),
            unreadable=tuple(finding for finding in self.unreadable if finding.path in paths),
        )


class Part:
    """A part of the candidates that was read, with everything that had to be known for that."""

    def __init__(self, clusters: Sequence[Cluster], pack: RulePack) -> None:
        self._listing = Listing(clusters, pack)
        self.found = Found(
            tuple(site for cluster in clusters for site in _call_sites(cluster)),
            tuple(finding for cluster in clusters for finding in cluster.unreadable),
            frozenset(path for cluster in clusters for path in cluster.program.parsed),
            tuple((*c.paths, *sorted(c.program.followed)) for c in clusters),
            self._listing.led,
        )

    def mentions(self, paths: Collection[str], everywhere: Led) -> list[Mention]:
        """What the files at `paths` mention; `everywhere` is where all requests lead."""
        return self._listing.mentions(paths, everywhere)


def read_part(
    tree: SourceTree,
    pack: RulePack,
    hosts: Sequence[str],
    candidates: Iterable[str],
    *,
    closed_world: bool = True,
    senders: Sequence[ProjectSender] = (),
    memory: Memory | None = None,
) -> Part:
    """Read the Python files `candidates` of `tree`, and the files that call what those define.

    With `closed_world` a function whose every caller in the tree is known takes what those callers
    give it. `senders` are the project's own functions that send requests. What is in `memory` is
    not read again where nothing of it changed; what is read is added.
    """
    memory = memory or Memory()
    clusters = Clusters(Searches(tree), pack, frozenset(hosts), senders, memory)
    clusters.read(sorted(candidates), closed_world=closed_world)
    memory.keep(clusters.all)
    return Part(clusters.all, pack)


def read_sites(
    tree: SourceTree,
    pack: RulePack,
    hosts: Sequence[str],
    candidates: Iterable[str],
    *,
    closed_world: bool = True,
    senders: Sequence[ProjectSender] = (),
    memory: Memory | None = None,
    listing: bool = True,
) -> Reading:
    """Every call site in the Python files `candidates` of `tree`, in order of path and place.

    As `read_part` reads them. Mentions are only looked for when `listing`.
    """
    paths = sorted(candidates)
    part = read_part(
        tree, pack, hosts, paths, closed_world=closed_world, senders=senders, memory=memory
    )
    texts = texts_of(tree, paths)
    mentions = part.mentions(texts, part.found.led) if listing else []
    return whole([part.found], mentions, texts)


def texts_of(tree: SourceTree, paths: Iterable[str]) -> dict[str, str]:
    """The decoded sources of those files that can be read, by path."""
    modules = {path: parsed_module(tree, path) for path in paths}
    return {path: m.text for path, m in modules.items() if isinstance(m, ModuleSource)}


def whole(found: Sequence[Found], mentions: Iterable[Mention], texts: Mapping[str, str]) -> Reading:
    """What was found in all parts, in order."""
    sites = sorted(
        (site for part in found for site in part.sites),
        key=lambda site: (site.path, site.span.line, site.span.column),
    )
    unreadable = sorted(
        (finding for part in found for finding in part.unreadable), key=lambda each: each.path
    )
    parsed = {path for part in found for path in part.parsed}
    listed = sorted(mentions, key=lambda mention: mention.path)
    return Reading(_numbered(sites), tuple(unreadable), len(parsed), tuple(listed), texts)


def _call_sites(cluster: Cluster) -> list[CallSite]:
    program, reasons = cluster.program, cluster.world.reasons()
    placed = placed_requests(program, cluster.requests)
    return [told(_site(each, program), reasons) for each in placed]


def _site(placed: Placed, program: Program) -> CallSite:
    sent, kind, module = placed.sent, placed.kind, placed.module
    span = module.span(placed.node)
    around = module.enclosing(placed.node)
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
    problems.extend(Finding("OM109", obstacle, *place) for obstacle in placed.obstacles)
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
        placed.url_span,
        sent.body,
        placed.body_span,
        sent.encoding,
        where.base_url if where is not None else sent.base_url,
        _api_key(sent, program.pack.auth.header),
        tuple(problems),
        relied_on(program, module, placed.node),
        where.agent if where is not None else None,
        placed.through,
        kind.unsure,
    )


def _api_key(sent: Sent, header: str) -> Value:
    headers = sent.headers
    if isinstance(headers, PerRequest):
        return PerRequest(headers.text, f"the headers aren't known: {headers.why}")
    if not isinstance(headers, Record):
        return PerRequest("headers", "the headers aren't known")
    for entry in headers.entries:
        if entry.key.lower() == header.lower():
            if entry.when and isinstance(entry.value, PerRequest):
                return PerRequest(header, f"the headers may be changed: {entry.value.why}")
            if entry.when:
                return PerRequest(header, "it is only sent under a condition")
            return entry.value
    if headers.rest is not None:
        return PerRequest("headers", f"the headers aren't known: {headers.rest.why}")
    if sent.library == UNKNOWN:
        return PerRequest(header, "what sends the call isn't known, nor the headers that it adds")
    return PerRequest(header, f"the call is not seen to send {header}")


def _numbered(sites: Sequence[CallSite]) -> tuple[CallSite, ...]:
    counts: Counter[tuple[str, str]] = Counter()
    numbered = []
    for site in sites:
        key = (site.path, site.function)
        counts[key] += 1
        ident = f"{site.path}::{site.function or '<module>'}#{counts[key]}"
        problems = tuple(replace(problem, call_site=ident) for problem in site.problems)
        numbered.append(replace(site, id=ident, problems=problems))
    return tuple(numbered)
