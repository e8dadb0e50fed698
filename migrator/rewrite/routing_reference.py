"""How a file names the routing module."""

from __future__ import annotations

import ast
import posixpath
from dataclasses import dataclass

from migrator.model.routing import FUNCTION


@dataclass(frozen=True, slots=True)
class RoutingImport:
    """The routing module as one file imports it: `module` with `level` dots before it."""

    module: str
    level: int = 0

    @property
    def dotted(self) -> str:
        """The module as the import statement spells it."""
        return "." * self.level + self.module

    def name_in(self, tree: ast.Module) -> str | None:
        """The name that the file has imported the function by already."""
        for node in tree.body:
            if isinstance(node, ast.ImportFrom) and (node.module, node.level) == (
                self.module,
                self.level,
            ):
                for alias in node.names:
                    if alias.name == FUNCTION:
                        return alias.asname or alias.name
        return None


def relative_to(path: str, module_path: str) -> RoutingImport:
    """The import of the module at `module_path` from the file at `path`, with dots."""
    here, there = _folders(path), _folders(module_path)
    common = 0
    while common < min(len(here), len(there)) and here[common] == there[common]:
        common += 1
    stem = posixpath.basename(module_path).removesuffix(".py")
    return RoutingImport(".".join([*there[common:], stem]), len(here) - common + 1)


def _folders(path: str) -> list[str]:
    folder = posixpath.dirname(path)
    return folder.split("/") if folder else []
