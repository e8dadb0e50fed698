"""Missing modules: imports that fail where something they need in turn isn't installed."""

from __future__ import annotations

import ast
import sys
from typing import TYPE_CHECKING

from migrator.read.parsing import UnreadableModule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.read.module import ModuleSource
    from migrator.read.program import Program


def needs_what_may_be_missing(
    program: Program, importer: ModuleSource, node: ast.ImportFrom
) -> bool:
    """Whether an import of a module of the tree may fail by what that module imports itself.

    What `importer` imports without a guard is surely there.
    """
    there = {root for root, _ in _imported(importer)} | sys.stdlib_module_names
    pending = [program.resolve_import(importer, node.module or "", node.level)]
    seen: set[str] = set()
    while pending:
        path = pending.pop()
        if path is None or path in seen or path == importer.path:
            continue
        seen.add(path)
        try:
            module = program.look_at(path)
        except UnreadableModule:
            return True
        for root, statement in _imported(module):
            targets = _targets(program, module, statement)
            if not any(targets) and root not in there:
                return True
            pending.extend(targets)
    return False


def _imported(module: ModuleSource) -> Iterator[tuple[str, ast.Import | ast.ImportFrom]]:
    """First names of what a module imports at its top, unless a failure is caught there."""
    for statement in module.tree.body:
        if isinstance(statement, ast.Import):
            yield from ((alias.name.partition(".")[0], statement) for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom):
            yield (statement.module or "").partition(".")[0], statement


def _targets(
    program: Program, module: ModuleSource, statement: ast.Import | ast.ImportFrom
) -> list[str | None]:
    if isinstance(statement, ast.Import):
        return [program.resolve_import(module, alias.name, 0) for alias in statement.names]
    return [program.resolve_import(module, statement.module or "", statement.level)]
