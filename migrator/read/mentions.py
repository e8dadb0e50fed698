"""Mentions: text of Python files that names an endpoint and was in no request that was understood.

Prose is none: docstrings, comments, and messages that only speak of the endpoint.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Literal

from migrator.find.other_files import is_generated
from migrator.find.syntax import walk
from migrator.model.own_modules import is_ours
from migrator.model.values import Known
from migrator.read import endpoints
from migrator.read.addresses import Addresses
from migrator.read.deciding import names_told
from migrator.read.handed_on import handed_on, makes_text
from migrator.read.kinds import kind_of
from migrator.read.mocks import Role, is_mocking, is_stub, role_of
from migrator.read.strings import source_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from migrator.model.pack import RulePack
    from migrator.read.cluster import Cluster
    from migrator.read.module import ModuleSource
    from migrator.read.program import Program
    from migrator.read.sent import Sent


@dataclass(frozen=True, slots=True)
class Mention:
    """One line that names something of the API, outside of any request that was understood.

    `role` is what a test does with it.
    """

    kind: Literal["endpoint", "test", "replaced", "token"]
    path: str
    line: int
    text: str
    role: Role = "named"


@dataclass(frozen=True, slots=True)
class Led:
    """Where the requests of some clusters lead that were read.

    `urls` are those of requests that were understood, `open_names` stand in the URLs of those that
    may lead anywhere.
    """

    urls: frozenset[str] = frozenset()
    open_names: frozenset[str] = frozenset()

    def __or__(self, other: Led) -> Led:
        return Led(self.urls | other.urls, self.open_names | other.open_names)


class Listing:
    """What the files of some clusters mention, beside the requests that were understood."""

    def __init__(self, clusters: Iterable[Cluster], pack: RulePack) -> None:
        self._pack = pack
        self._understood = [(cluster, _Understood(cluster)) for cluster in clusters]

    @property
    def led(self) -> Led:
        """Where the requests of these clusters lead."""
        return reduce(or_, (own.led for _, own in self._understood), Led())

    def mentions(self, paths: Collection[str], everywhere: Led) -> list[Mention]:
        """Mentions in those modules that stand at `paths`, in order, one a line.

        `everywhere` is where the requests of all clusters lead. Members of tokens and replaced
        paths are told once a file; generated and vendored files are silent.
        """
        listed: list[Mention] = []
        for cluster, own in self._understood:
            own.everywhere = everywhere
            for path in cluster.paths:
                if path in paths:
                    listed += _in_file(
                        cluster.program.module(path), own, cluster.program, self._pack
                    )
        return sorted(listed, key=lambda mention: mention.path)


def _in_file(
    module: ModuleSource, understood: _Understood, program: Program, pack: RulePack
) -> Iterator[Mention]:
    if is_generated(module.path, program.tree.read(module.path)) or is_ours(module.text):
        return
    seen: set[tuple[str, int]] = set()
    found = sorted(_in_module(module, understood, program, pack), key=lambda each: each.line)
    for mention in found:
        once = mention.kind in {"token", "replaced"}
        key = (mention.kind, 0 if once else mention.line)
        if key not in seen:
            seen.add(key)
            yield mention


def _is_clear(program: Program, sent: Sent) -> bool:
    """Whether a request that is no call site goes to a known place, or is known to open nothing."""
    if isinstance(sent.method, Known) and sent.method != Known("POST"):
        return True
    where = endpoints.address(sent.url, sent.base_url, program.pack, program.hosts)
    return where is not None or not endpoints.unresolved(sent.url, sent.base_url)


class _Understood:
    """The requests of a cluster that were read: their URLs, and the calls that lead to each.

    `everywhere` is where those of all clusters lead.
    """

    def __init__(self, cluster: Cluster) -> None:
        program = cluster.program
        clear: list[Sent] = []
        others: list[Sent] = []
        self.calls: set[ast.Call] = set()
        for sent in cluster.requests:
            if is_stub(sent, telltale=False):
                continue
            calls = (*sent.chain, sent.node)
            is_site = kind_of(program, sent) is not None
            if not is_site and not _is_clear(program, sent):
                others.append(sent)
            elif not sent.uncertain and (is_site or program.calls.handing.isdisjoint(calls)):
                clear.append(sent)
                self.calls.update(calls)
            elif is_site:
                # What these calls are given is told there; what has the same URL may be another.
                self.calls.update(calls)
        # Pairs, because a request is slow to hash.
        self._urls = [(sent, source_text(sent.url)) for sent in clear]
        open_names = frozenset(name for sent in others for name in names_told(sent.url))
        self.led = self.everywhere = Led(frozenset(url for _, url in self._urls), open_names)

    def in_module(self, module: ModuleSource) -> frozenset[str]:
        """URLs of the requests that code of a module leads to."""
        return frozenset(
            url
            for sent, url in self._urls
            if sent.module is module or any(call in module.parents for call in sent.chain)
        )


def _in_module(
    module: ModuleSource, understood: _Understood, program: Program, pack: RulePack
) -> Iterator[Mention]:
    addresses = Addresses(pack, program.hosts)
    docstrings = module.docstring_nodes()
    own: frozenset[str] | None = None
    mocking = is_mocking(module)
    decorators = frozenset[ast.AST]() if mocking else _decorator_constants(module)
    called = [call for call in program.calls.unfollowed if call in module.parents]
    called += (
        () if mocking else handed_on(program, module, understood.calls, understood.everywhere.urls)
    )
    for call in called:
        if call not in understood.calls and call not in decorators:
            text = f"{module.code(call.func)}(…)"
            yield Mention("test" if mocking else "endpoint", module.path, call.lineno, text)
    for node in module.nodes:
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        text = node.value
        if text in pack.anchors.token_members and _is_key(module, node):
            yield Mention("token", module.path, node.lineno, text)
        if node in docstrings or node in decorators or len(text) > 2_000:
            continue
        if any(path in text for path in pack.anchors.replaced_paths):
            yield Mention("replaced", module.path, node.lineno, text)
        elif addresses.named_by(module, node):
            if own is None:
                own = understood.in_module(module)
            if _settled(module, node, own, understood):
                continue
            line = node.lineno + text[: addresses.place_in(text)].count("\n")
            if mocking:
                yield Mention("test", module.path, line, text, role_of(module, node))
            else:
                yield Mention("endpoint", module.path, line, text)


def _settled(
    module: ModuleSource, node: ast.Constant, own: frozenset[str], understood: _Understood
) -> bool:
    """Whether the text is part of a request that was understood, and of nothing else."""
    calls: list[ast.Call] = []
    above = module.parents.get(node)
    while above is not None and not isinstance(above, ast.stmt | ast.arguments):
        if isinstance(above, ast.Call):
            calls.append(above)
        elif isinstance(above, ast.Compare):
            return any(call in understood.calls for call in calls)
        above = module.parents.get(above)
    if any(call in understood.calls for call in calls):
        return True
    if isinstance(above, ast.Assign | ast.AnnAssign | ast.AugAssign):
        bound = {part.id for part in walk(above) if isinstance(part, ast.Name)}
        if not understood.everywhere.open_names.isdisjoint(bound):
            return False
    outside = isinstance(above, ast.arguments | ast.Return) or not any(
        isinstance(around, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for around in module.enclosing(node)
    )
    urls = understood.everywhere.urls if outside else own
    if not any(node.value in url for url in urls if isinstance(node.value, str)):
        return False
    kept = isinstance(above, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Return)
    kept = kept or isinstance(above, ast.arguments)
    return (kept or bool(calls)) and all(map(makes_text, calls))


def _is_key(module: ModuleSource, node: ast.Constant) -> bool:
    parent = module.parents.get(node)
    match parent:
        case ast.Subscript(slice=index):
            return index is node
        case ast.Call(func=ast.Attribute(attr="get"), args=[first, *_]):
            return first is node
    return False


def _decorator_constants(module: ModuleSource) -> frozenset[ast.AST]:
    return frozenset(
        part
        for node in module.nodes
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        for decorator in node.decorator_list
        for part in walk(decorator)
    )
