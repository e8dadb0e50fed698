"""How a file names a module that this tool writes into its project."""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModuleReference:
    """A module as one file imports it: `module` with `level` dots before it.

    `below` is the last line of the statement by which the file shows that it finds such modules: an
    import above it might come before what tells where to look. It is 0 where it doesn't matter.
    """

    module: str
    level: int = 0
    below: int = 0

    @property
    def dotted(self) -> str:
        """The module as the import statement spells it."""
        return "." * self.level + self.module

    def imports_in(self, tree: ast.Module) -> Iterator[ast.ImportFrom]:
        """The statements at the top of a file that import names from the module."""
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and (node.module, node.level) == (
                self.module,
                self.level,
            ):
                yield node

    def name_in(self, tree: ast.Module, wanted: str) -> str | None:
        """The name by which a file has imported the `wanted` one already."""
        for node in self.imports_in(tree):
            for alias in node.names:
                if alias.name == wanted:
                    return alias.asname or alias.name
        return None


def relative_to(path: str, module_path: str) -> ModuleReference:
    """The import of the module at `module_path` from the file at `path`, with dots."""
    here, there = _folders(path), _folders(module_path)
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    stem = posixpath.basename(module_path).removesuffix(".py")
    return ModuleReference(".".join([*there[common:], stem]), len(here) - common + 1)


def _folders(path: str) -> list[str]:
    folder = posixpath.dirname(path)
    return folder.split("/") if folder else []
