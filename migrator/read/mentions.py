"""Mentions: text of Python files that names an endpoint and was in no request that was understood."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from migrator.find.syntax import walk
from migrator.read.program import UnreadableModule
from migrator.read.strings import source_text
from migrator.read.trust import is_test

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from migrator.model.pack import RulePack
    from migrator.read.module import ModuleSource
    from migrator.read.program import Program
    from migrator.read.sends import Sent


@dataclass(frozen=True, slots=True)
class Mention:
    """One line that names something of the API, outside of any request that was understood."""

    kind: Literal["endpoint", "test", "replaced", "token"]
    path: str
    line: int
    text: str


def mentions(
    program: Program, paths: Iterable[str], requests: Sequence[Sent], pack: RulePack
) -> list[Mention]:
    """Mentions in the modules at `paths`, in order; the first of a kind in each file."""
    urls: dict[str, set[str]] = {}
    for sent in requests:
        urls.setdefault(sent.module.path, set()).add(source_text(sent.url))
    understood = {url for found in urls.values() for url in found}
    listed: list[Mention] = []
    for path in paths:
        try:
            module = program.module(path)
        except UnreadableModule:
            continue
        seen: set[str] = set()
        for mention in _in_module(module, urls.get(path, set()), understood, pack):
            if mention.kind not in seen:
                seen.add(mention.kind)
                listed.append(mention)
    return listed


def _in_module(
    module: ModuleSource, own: set[str], understood: set[str], pack: RulePack
) -> Iterator[Mention]:
    paths = [endpoint.path for endpoint in pack.endpoints]
    silent = module.docstring_nodes() | _decorator_constants(module)
    for node in walk(module.tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        text = node.value
        if text in pack.anchors.token_members and _is_key(module, node):
            yield Mention("token", module.path, node.lineno, text)
        if node in silent or len(text) > 2_000:
            continue
        if any(path in text for path in pack.anchors.replaced_paths):
            yield Mention("replaced", module.path, node.lineno, text)
        elif any(_names(text, path) for path in paths):
            settled = own if not _is_module_constant(module, node) else own | understood
            if not any(text in url for url in settled):
                kind: Literal["test", "endpoint"] = "test" if is_test(module.path) else "endpoint"
                yield Mention(kind, module.path, node.lineno, text)


def _names(text: str, path: str) -> bool:
    before, found, after = text.partition(path)
    whole = not after[:1].isalnum() and (not before[-1:].isalnum() or "//" in before)
    return bool(found) and whole


def _is_key(module: ModuleSource, node: ast.Constant) -> bool:
    parent = module.parents.get(node)
    match parent:
        case ast.Subscript(slice=index):
            return index is node
        case ast.Call(func=ast.Attribute(attr="get"), args=[first, *_]):
            return first is node
    return False


def _is_module_constant(module: ModuleSource, node: ast.AST) -> bool:
    above = module.parents.get(node)
    while above is not None and not isinstance(above, ast.stmt):
        if isinstance(above, ast.Call):
            return False
        above = module.parents.get(above)
    return isinstance(above, ast.Assign | ast.AnnAssign) and above in module.tree.body


def _decorator_constants(module: ModuleSource) -> frozenset[ast.AST]:
    return frozenset(
        part
        for node in walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        for decorator in node.decorator_list
        for part in walk(decorator)
    )
