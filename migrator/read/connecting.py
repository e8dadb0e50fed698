"""Connecting: which files have to be read together, because imports lead from one to the other."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.read.module import ModuleSource
from migrator.read.parsing import parsed_module

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from migrator.read.searches import Searches


class Connections:
    """Files of one tree, and what connects them. Whatever was connected stays so."""

    def __init__(self, searches: Searches) -> None:
        self._searches = searches
        self._above: dict[str, str] = {}
        self._added: set[str] = set()

    def add(self, path: str) -> None:
        """Connect a file with those that it imports."""
        if path in self._added:
            return
        self._added.add(path)
        module = parsed_module(self._searches.tree, path)
        if isinstance(module, ModuleSource):
            locate = self._searches.locator.locate
            for dotted, level in module.once(_imported):
                target = locate(path, dotted, level)
                if target is not None:
                    self.join(path, target)

    def join(self, one: str, other: str) -> None:
        """What concerns one file concerns the other."""
        self._above[self._first(one)] = self._first(other)

    def groups(self, paths: Iterable[str]) -> list[tuple[str, ...]]:
        """Those files, which were added before, in groups that nothing connects."""
        found: dict[str, list[str]] = {}
        for path in sorted(paths):
            found.setdefault(self._first(path), []).append(path)
        return [tuple(group) for group in found.values()]

    def _first(self, path: str) -> str:
        """The file that stands for all that this one is connected with."""
        above = self._above.setdefault(path, path)
        while above != path:
            self._above[path] = self._above[above]
            path, above = above, self._above[above]
        return path


def _imported(module: ModuleSource) -> list[tuple[str, int]]:
    """Dotted names that a module imports, or may import, with their leading dots."""
    found: dict[tuple[str, int], None] = {}
    for node in module.nodes:
        match node:
            case ast.Import(names=aliases):
                for alias in aliases:
                    found.update(((name, 0), None) for name in _with_packages(alias.name))
            case ast.ImportFrom(module=name, level=level, names=aliases):
                inside = [f"{name}.{a.name}" if name else a.name for a in aliases if a.name != "*"]
                if name and not level:
                    inside += _with_packages(name)
                found.update(
                    ((dotted, level), None) for dotted in (name or "", *inside) if dotted or level
                )
    return list(found)


def _with_packages(dotted: str) -> Iterator[str]:
    parts = dotted.split(".")
    return (".".join(parts[: count + 1]) for count in range(len(parts)))
