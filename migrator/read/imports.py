"""Imports: names of other modules, of the tree and from outside it."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

from migrator.model.values import PerRequest
from migrator.read.abstract import REFERENCES, Abstract, ExternalRef, ImportedRef, ModuleRef
from migrator.read.joining import blurred
from migrator.read.state import PLAIN

if TYPE_CHECKING:
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader


def run(reader: Reader, node: ast.Import | ast.ImportFrom, frame: Frame) -> None:
    """Bind the names that an import statement brings in."""
    program = reader.program
    if isinstance(node, ast.Import):
        for alias in node.names:
            path = program.resolve_import(frame.module, alias.name, 0)
            first = alias.name.partition(".")[0]
            bound: Abstract
            if alias.asname is not None:
                bound = ModuleRef(path) if path else ExternalRef(alias.name)
            elif path is not None:
                top = program.resolve_import(frame.module, first, 0)
                bound = ModuleRef(top) if top else PerRequest(first, "it is a package")
            else:
                bound = ExternalRef(first)
            reader.assign_name(alias.asname or first, bound, frame)
        return
    source = program.resolve_import(frame.module, node.module or "", node.level)
    for alias in node.names:
        if alias.name == "*":
            _import_star(reader, node, source, frame)
        else:
            value = _imported(reader, node, source, alias, frame)
            reader.assign_name(alias.asname or alias.name, value, frame)


def _imported(
    reader: Reader, node: ast.ImportFrom, source: str | None, alias: ast.alias, frame: Frame
) -> Abstract:
    if source is not None:
        return ImportedRef(source, alias.name)
    dotted = f"{node.module}.{alias.name}" if node.module else alias.name
    submodule = reader.program.resolve_import(frame.module, dotted, node.level)
    if submodule is not None:
        return ModuleRef(submodule)
    if node.level:
        return PerRequest(alias.name, f"the module {'.' * node.level}{dotted} isn't in the tree")
    return ExternalRef(dotted)


def _import_star(reader: Reader, node: ast.ImportFrom, source: str | None, frame: Frame) -> None:
    from migrator.read.program import UnreadableModule

    if source is None:
        _shadow_data(reader, node, frame)
        return

    try:
        state = reader.program.state_of(source)
        module = reader.program.module(source)
    except UnreadableModule:
        _shadow_data(reader, node, frame)
        return
    for name in list(state.names):
        if not name.startswith("_") or "__all__" in state.names:
            reader.assign_name(name, ImportedRef(module.path, name), frame)


def _shadow_data(reader: Reader, node: ast.ImportFrom, frame: Frame) -> None:
    """A star import from outside the tree may bring any name."""
    root = (node.module or "").partition(".")[0]
    if root in sys.stdlib_module_names and not node.level:
        return
    why = f"`{ast.unparse(node)}` may bring another"
    for name, value in list(frame.state.names.items()):
        if isinstance(value, (*PLAIN, *REFERENCES)):
            reader.assign_name(name, blurred((value,), PerRequest(name, why)), frame)
