"""Imported classes: which names of a file stand for plain classes of other files of the tree.

For the proof alone, as `plain_classes` is.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.read.module import ModuleSource
from migrator.read.parsing import parsed_module
from migrator.rewrite.effects import Purity
from migrator.rewrite.variables import Variables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.find.tree import SourceTree
    from migrator.read.locating import Locator

_MAX_HOPS = 5


class ImportedClasses:
    """The plain classes of one tree, by the file that imports them."""

    def __init__(self, tree: SourceTree, locator: Locator) -> None:
        self._tree, self._locator = tree, locator
        self._named: dict[str, frozenset[str]] = {}
        self._purity: dict[str, Purity] = {}

    def named(self, path: str) -> frozenset[str]:
        """Names that the file at `path` takes at its top, each of one plain class."""
        if path not in self._named:
            self._named[path] = frozenset(self._find(path))
        return self._named[path]

    def _find(self, path: str) -> Iterator[str]:
        for bound, name, target in self._taken(path):
            if self._is_plain(target, name, _MAX_HOPS):
                yield bound

    def _taken(self, path: str) -> Iterator[tuple[str, str, str]]:
        """What a file takes from others: its own name for it, the name there, and the file."""
        module = parsed_module(self._tree, path)
        for node in module.tree.body if isinstance(module, ModuleSource) else ():
            if not isinstance(node, ast.ImportFrom):
                continue
            target = self._locator.locate(path, node.module or "", node.level)
            if target is None:
                continue
            for alias in node.names:
                if alias.name != "*":
                    yield alias.asname or alias.name, alias.name, target
                else:
                    yield from ((name, name, target) for name in self._classes_of(target))

    def _classes_of(self, path: str) -> list[str]:
        module = parsed_module(self._tree, path)
        if not isinstance(module, ModuleSource):
            return []
        return [node.name for node in module.tree.body if isinstance(node, ast.ClassDef)]

    def _is_plain(self, path: str, name: str, hops: int) -> bool:
        if name in self._classes_of(path):
            return self._purity_of(path).is_plain_class(name)
        return hops > 0 and any(
            bound == name and target != path and self._is_plain(target, origin, hops - 1)
            for bound, origin, target in self._taken(path)
        )

    def _purity_of(self, path: str) -> Purity:
        if path not in self._purity:
            module = parsed_module(self._tree, path)
            assert isinstance(module, ModuleSource)
            self._purity[path] = Purity(Variables(module), module.tree)
        return self._purity[path]
