"""Imported code: which names of a file stand for other files' code that leaves no trace.

For the proof alone, as `plain_classes` and `effect_free` are.
"""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from migrator.find.source import PYTHON_SUFFIXES
from migrator.read.module import ModuleSource, names_bound_by, own_nodes
from migrator.read.parsing import parsed_module
from migrator.rewrite.effects import Elsewhere, Purity
from migrator.rewrite.variables import Variables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.find.tree import SourceTree
    from migrator.read.locating import Locator

_MAX_HOPS = 5


class ImportedCode:
    """The code of one tree, as its files name what they import of it."""

    def __init__(self, tree: SourceTree, locator: Locator) -> None:
        self.tree, self._locator = tree, locator
        self._taken: dict[str, dict[str, tuple[str, str]]] = {}
        self._purity: dict[str, Purity] = {}
        self._computing: dict[tuple[str, str, str], bool] = {}
        self._doing: dict[str, frozenset[str]] = {}
        self._reach: dict[str, frozenset[str]] = {}

    def named_in(self, path: str) -> Elsewhere:
        """What the file at `path` takes from others."""
        return _NamesOfFile(self, path)

    def is_plain_class(self, path: str, name: str, hops: int = _MAX_HOPS) -> bool:
        """Whether a name that a file imports is one plain class."""
        target, origin = self._home(path, name)
        if not target or not hops:
            return False
        if origin in self._classes_of(target):
            return self._purity_of(target).is_plain_class(origin)
        return self.is_plain_class(target, origin, hops - 1)

    def computes(self, path: str, name: str, attribute: str) -> bool:
        """Whether calling a name that a file imports, or an attribute of it, only computes."""
        asked = path, name, attribute
        if asked not in self._computing:
            # What is imported in a circle isn't looked into.
            self._computing[asked] = False
            target, origin = self._home(path, name)
            what = (origin, attribute) if origin else (attribute, "")
            known = bool(target and what[0])
            self._computing[asked] = known and self._purity_of(target).call_computes(*what)
        return self._computing[asked]

    def runs_code(self, path: str, attribute: str, *, anywhere: bool) -> bool:
        """Whether a property of that name, of another file that may matter, does something."""
        if attribute not in self._doing:
            defines = re.compile(rb"property\b[^;]{0,400}?\bdef\s+%s\b" % attribute.encode())
            self._doing[attribute] = frozenset(
                other
                for other in self.tree.saying(attribute)
                if other.endswith(PYTHON_SUFFIXES) and defines.search(self.tree.read(other))
                if isinstance(parsed_module(self.tree, other), ModuleSource)
                and self._purity_of(other).property_runs_code(attribute)
            )
        doing = self._doing[attribute] - {path}
        return bool(doing) and (anywhere or not doing.isdisjoint(self._reach_of(path)))

    def _reach_of(self, path: str) -> frozenset[str]:
        """The files that a file imports, and those that they import."""
        if path not in self._reach:
            found, pending = {path}, [path]
            while pending:
                new = self._loaded_by(pending.pop()) - found
                found |= new
                pending += new
            self._reach[path] = frozenset(found)
        return self._reach[path]

    def _loaded_by(self, path: str) -> set[str]:
        module = parsed_module(self.tree, path)
        found: set[str | None] = set()
        for node in module.nodes if isinstance(module, ModuleSource) else ():
            if isinstance(node, ast.Import):
                found |= {self._locator.locate(path, alias.name, 0) for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                base, level = node.module or "", node.level
                inner = [f"{base}.{alias.name}".lstrip(".") for alias in node.names]
                found |= {self._locator.locate(path, name, level) for name in (base, *inner)}
        return {each for each in found if each is not None}

    def _home(self, path: str, name: str) -> tuple[str, str]:
        """The file that an imported name comes from, and its name there: empty for a module."""
        if path not in self._taken:
            self._taken[path] = {bound: (home, name) for bound, home, name in self._imports(path)}
        return self._taken[path].get(name, ("", ""))

    def _imports(self, path: str) -> Iterator[tuple[str, str, str]]:
        module = parsed_module(self.tree, path)
        for node in module.tree.body if isinstance(module, ModuleSource) else ():
            if isinstance(node, ast.Import):
                for alias in node.names:
                    target = self._locator.locate(path, alias.name, 0)
                    if target is not None and (alias.asname or "." not in alias.name):
                        yield alias.asname or alias.name, target, ""
            elif isinstance(node, ast.ImportFrom):
                yield from self._taken_from(path, node)

    def _taken_from(self, path: str, node: ast.ImportFrom) -> Iterator[tuple[str, str, str]]:
        target = self._locator.locate(path, node.module or "", node.level)
        for alias in node.names:
            inner = f"{node.module}.{alias.name}" if node.module else alias.name
            submodule = self._locator.locate(path, inner, node.level)
            if alias.name == "*" and target is not None:
                yield from ((name, target, name) for name in self._classes_of(target))
            elif submodule is not None and not (target and self._binds(target, alias.name)):
                yield alias.asname or alias.name, submodule, ""
            elif target is not None:
                yield alias.asname or alias.name, target, alias.name

    def _binds(self, path: str, name: str) -> bool:
        module = parsed_module(self.tree, path)
        return isinstance(module, ModuleSource) and any(
            name in names_bound_by(node) for node in own_nodes(module.tree)
        )

    def _classes_of(self, path: str) -> list[str]:
        module = parsed_module(self.tree, path)
        if not isinstance(module, ModuleSource):
            return []
        return [node.name for node in module.tree.body if isinstance(node, ast.ClassDef)]

    def _purity_of(self, path: str) -> Purity:
        if path not in self._purity:
            module = parsed_module(self.tree, path)
            assert isinstance(module, ModuleSource)
            self._purity[path] = Purity(Variables(module), module.tree, self.named_in(path))
        return self._purity[path]


class _NamesOfFile(Elsewhere):
    """Imported code as one file names it."""

    def __init__(self, code: ImportedCode, path: str) -> None:
        self._code, self._path = code, path

    def is_plain_class(self, name: str) -> bool:
        return self._code.is_plain_class(self._path, name)

    def computes(self, name: str, attribute: str = "") -> bool:
        return self._code.computes(self._path, name, attribute)

    def runs_code(self, attribute: str, *, anywhere: bool) -> bool:
        return self._code.runs_code(self._path, attribute, anywhere=anywhere)
