"""Candidates: the files worth parsing, and the other files that name an endpoint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from migrator.find.anchors import Strength, anchors_of
from migrator.find.cells import is_python as notebook_is_python
from migrator.find.imports import Modules, import_lines
from migrator.find.notebook import notebook_lines
from migrator.find.source import PYTHON_SUFFIXES
from migrator.find.tree import SourceTree
from migrator.model.pack import RulePack


@dataclass(frozen=True, slots=True)
class Candidates:
    """`python` files may hold a call; `mentions` are other files that name an endpoint (OM305).

    Both are sorted. `walked` counts the listed files, `searched` those that held an anchor.
    """

    python: tuple[str, ...]
    mentions: tuple[str, ...]
    walked: int
    searched: int


def candidates(tree: SourceTree, pack: RulePack, hosts: Sequence[str] = ()) -> Candidates:
    """Files of `tree` that can matter to `pack`.

    A Python file is one that holds an anchor, that imports such a file, or that can't be opened
    (so that whoever reads it reports it). `hosts` serve the API besides the pack's own.
    """
    anchors = anchors_of(pack, hosts)
    python: dict[str, Strength] = {}
    mentions: list[str] = []
    for path in tree.search(anchors.needles):
        data = tree.read(path)
        if is_python(path, data) and not _is_foreign(path, data):
            python[path] = anchors.strength(data)
        elif anchors.names_endpoint(data):
            mentions.append(path)
    anchored = {path for path, strength in python.items() if strength}
    strong = {path for path in anchored if python[path] is Strength.STRONG}
    unreadable = {path for path in tree.unreadable if path.endswith(PYTHON_SUFFIXES)}
    matter = anchored | unreadable | _importers(tree, strong)
    return Candidates(
        tuple(sorted(matter)), tuple(mentions), len(tree.paths), len(anchored) + len(mentions)
    )


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


def _importers(tree: SourceTree, anchored: set[str]) -> set[str]:
    """Files that import an anchored one, or a name that reached them through others."""
    if not anchored:
        return set()
    sources = (path for path in tree.paths if _may_be_python(path) and path not in anchored)
    imports = {
        p: import_lines(notebook_lines(data) if p.endswith(".ipynb") else data)
        for p, data in tree.scan(sources)
        if is_python(p, data)
    }
    taken: dict[str, frozenset[str]] = {}
    # What each module of the last round passes on: names, or None for whatever it holds.
    passing: Mapping[str, frozenset[str] | None] = dict.fromkeys(anchored)
    while passing:
        modules = Modules(passing, tree.root.name, tree)
        news: dict[str, frozenset[str]] = {}
        for path, lines in imports.items():
            names = _names_taken(path, lines, modules, passing) - taken.get(path, frozenset())
            if names:
                news[path] = names
        for path, names in news.items():
            taken[path] = taken.get(path, frozenset()) | names
        passing = news
    return {path for path in taken if not _is_foreign(path, tree.read(path))}


def _is_foreign(path: str, data: bytes) -> bool:
    """Whether it is a notebook in another language than Python."""
    return path.endswith(".ipynb") and not notebook_is_python(data)


def _names_taken(
    path: str, lines: bytes, modules: Modules, passing: Mapping[str, frozenset[str] | None]
) -> frozenset[str]:
    """Names in `path` that stand for something of the modules."""
    return frozenset(
        bound
        for source, name, bound in modules.reached_from(path, lines)
        if source != path and _passes(passing[source], name)
    )


def _passes(names: frozenset[str] | None, name: str | None) -> bool:
    return names is None or name is None or name == "*" or not names.isdisjoint({name, "*"})
