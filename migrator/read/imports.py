"""Imports: names of other modules, of the tree and from outside it."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

from migrator.model.values import Known, PerRequest
from migrator.read.abstract import (
    PLAIN,
    REFERENCES,
    Abstract,
    ExternalRef,
    ImportedRef,
    ListRef,
    ModuleRef,
)
from migrator.read.choices import blurred

if TYPE_CHECKING:
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader
    from migrator.read.state import State


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
    from migrator.read.parsing import UnreadableModule

    if source is None:
        _shadow_data(reader, node, frame)
        return

    try:
        state = reader.program.state_of(source)
        module = reader.program.module(source)
    except UnreadableModule:
        _shadow_data(reader, node, frame)
        return
    listed = _listed(state)
    for name in list(state.names):
        if name in listed if listed is not None else not name.startswith("_"):
            reader.assign_name(name, ImportedRef(module.path, name), frame)
        elif listed is None and "__all__" in state.names:
            _perhaps(reader, name, ast.unparse(node), frame)


def _listed(state: State) -> set[str] | None:
    """What a module's `__all__` names, None when it has none or it isn't known."""
    names = state.names.get("__all__")
    if not isinstance(names, ListRef):
        return None
    held = state.list_of(names)
    if held.unknown is not None or not all(isinstance(item, Known) for item in held.items):
        return None
    return {str(item.value) for item in held.items if isinstance(item, Known)}


def _perhaps(reader: Reader, name: str, statement: str, frame: Frame) -> None:
    """An import that may or may not bring `name`."""
    before = frame.state.names.get(name)
    unknown = PerRequest(name, f"`{statement}` may bring another")
    reader.assign_name(name, unknown if before is None else blurred((before,), unknown), frame)


def _shadow_data(reader: Reader, node: ast.ImportFrom, frame: Frame) -> None:
    """A star import from outside the tree may bring any name."""
    root = (node.module or "").partition(".")[0]
    if root in sys.stdlib_module_names and not node.level:
        return
    why = f"`{ast.unparse(node)}` may bring another"
    for name, value in list(frame.state.names.items()):
        if isinstance(value, (*PLAIN, *REFERENCES)):
            reader.assign_name(name, blurred((value,), PerRequest(name, why)), frame)
