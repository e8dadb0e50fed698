"""Candidates: the files worth parsing, and the other files that name an endpoint."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from migrator.find.anchors import Anchors, Strength, anchors_of
from migrator.find.carriers import Carriers
from migrator.find.cells import is_python as notebook_is_python
from migrator.find.imports import Modules, import_lines
from migrator.find.notebook import notebook_lines
from migrator.find.other_files import EndpointText, OtherFile, is_generated
from migrator.find.parsing import parse
from migrator.find.source import PYTHON_SUFFIXES, narrow
from migrator.find.tree import SourceTree
from migrator.model.pack import RulePack


@dataclass(frozen=True, slots=True)
class Candidates:
    """`python` files may hold a call; `others` are other files that name an endpoint (OM305).

    Both are sorted. `walked` counts the listed files, `searched` those that held an anchor,
    `unlisted` generated and vendored ones that name an endpoint.
    """

    python: tuple[str, ...]
    others: tuple[OtherFile, ...]
    walked: int
    searched: int
    unlisted: int


def candidates(tree: SourceTree, pack: RulePack, hosts: Sequence[str] = ()) -> Candidates:
    """Files of `tree` that can matter to `pack`.

    A Python file is one that holds an anchor, that imports such a file, or that can't be opened
    (so that whoever reads it reports it). `hosts` serve the API besides the pack's own.
    """
    anchors = anchors_of(pack, hosts)
    python: dict[str, Strength] = {}
    texts = EndpointText(pack, hosts)
    others: list[OtherFile] = []
    unlisted = 0
    for path in tree.search(anchors.needles):
        data = narrow(tree.read(path))
        if is_python(path, data) and not _is_foreign(path, data):
            python[path] = _strength(path, data, anchors)
            unlisted += is_generated(path, data) and bool(texts.lines(data))
        elif (other := texts.describe(path, data)) is not None:
            if is_generated(path, data):
                unlisted += 1
            else:
                others.append(other)
    anchored = {path for path, strength in python.items() if strength}
    strong = {path for path in anchored if python[path] is Strength.STRONG}
    unreadable = {path for path in tree.unreadable if path.endswith(PYTHON_SUFFIXES)}
    matter = anchored | unreadable | _importers(tree, strong, anchors.tells)
    searched = len(anchored) + len(others)
    return Candidates(tuple(sorted(matter)), tuple(others), len(tree.paths), searched, unlisted)


def _strength(path: str, data: bytes, anchors: Anchors) -> Strength:
    strength = anchors.strength(data)
    if not strength or anchors.sure(data) or path.endswith(".ipynb") or anchors.tails.said_in(data):
        return strength
    return Strength.NONE


def is_python(path: str, data: bytes) -> bool:
    """Whether a file is a Python program: by its suffix, or by its `#!` line if it has none."""
    if path.endswith(PYTHON_SUFFIXES):
        return True
    return (
        _may_be_python(path)
        and data.startswith(b"#!")
        and b"python" in data[: data.find(b"\n") + 1 or None]
    )


def _may_be_python(path: str) -> bool:
    return path.endswith(PYTHON_SUFFIXES) or "." not in path.rpartition("/")[2]


def _importers(tree: SourceTree, anchored: set[str], tells: Callable[[bytes], bool]) -> set[str]:
    """Files that import what an anchored one knows, or a name that reached them through others.

    A file that imports a module as a whole must also mention one of the names that the module
    passes on.
    """
    if not anchored:
        return set()
    imports: dict[str, bytes | None] = {}
    carriers = {path: _carriers(tree, path, tells) for path in anchored}
    # What each module of the last round passes on: names, or None for whatever it holds.
    passing = {
        path: None if held.names is None else frozenset(held.names)
        for path, held in carriers.items()
    }
    taken: dict[str, frozenset[str]] = {}
    while passing:
        modules = Modules(passing, tree.root.name, tree)
        news: dict[str, frozenset[str]] = {}
        for path in _near(tree, modules, anchored):
            if path not in imports:
                imports[path] = _imports(tree, path)
            lines = imports[path]
            names = frozenset[str]()
            if lines is not None:
                names = _names_taken(path, lines, modules, passing, tree)
            names -= taken.get(path, frozenset())
            if names:
                news[path] = names
        passing = {}
        for path, names in news.items():
            taken[path] = taken.get(path, frozenset()) | names
            if path not in carriers:
                carriers[path] = _carriers(tree, path, lambda text: False)
            passing[path] = carriers[path].add(names) or names
    return {path for path in taken if not _is_foreign(path, tree.read(path))}


def _near(tree: SourceTree, modules: Modules, anchored: set[str]) -> list[str]:
    """Files besides the anchored ones that may import any of the modules, in order."""
    saying = {path for word in modules.words for path in tree.saying(word)}
    return [
        path
        for path in tree.paths
        if _may_be_python(path)
        and (path in saying or path.endswith(".ipynb") or modules.are_around(path))
        and path not in anchored
    ]


def _imports(tree: SourceTree, path: str) -> bytes | None:
    """The import statements of a file, None when it isn't Python or can't be read."""
    for _, data in tree.scan([path]):
        if is_python(path, data):
            return import_lines(notebook_lines(data) if path.endswith(".ipynb") else data)
    return None


def _carriers(tree: SourceTree, path: str, tells: Callable[[bytes], bool]) -> Carriers:
    data = tree.read(path)
    if path.endswith(".ipynb"):
        lines = notebook_lines(data)
        return Carriers(lines, parse(path.removesuffix(".ipynb"), lines), tells)
    return Carriers(data, tree.once(parse, path), tells)


def _is_foreign(path: str, data: bytes) -> bool:
    """Whether it is a notebook in another language than Python."""
    return path.endswith(".ipynb") and not notebook_is_python(data)


def _names_taken(
    path: str,
    lines: bytes,
    modules: Modules,
    passing: Mapping[str, frozenset[str] | None],
    tree: SourceTree,
) -> frozenset[str]:
    """Names in `path` that stand for something of the modules."""
    taken: set[str] = set()
    for source, name, bound in modules.reached_from(path, lines):
        passed = passing[source]
        if source == path:
            continue
        if passed is None or (name is not None and name != "*"):
            if passed is None or name in passed or "*" in passed:
                taken.add(bound)
        elif name == "*":
            taken |= passed
        elif "*" in passed or _mentions(tree.read(path), passed):
            taken.add(bound)
    return frozenset(taken)


def _mentions(data: bytes, names: frozenset[str]) -> bool:
    words = [name.encode() for name in names if name.encode() in data]
    return (
        bool(words)
        and re.search(rb"\b(?:%s)\b" % b"|".join(map(re.escape, words)), data) is not None
    )
