"""The line that imports the routing module, and where it goes."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from migrator.model.routing import FUNCTION
from migrator.rewrite.imports import import_block, own_section, sections
from migrator.rewrite.rendering import Insertion
from migrator.rewrite.routing_reference import RoutingImport
from migrator.rewrite.source import Source

_ALIAS = "route_session"


def free_name(names: set[str]) -> str:
    """The name for the function in a file that has those names."""
    return FUNCTION if FUNCTION not in names else _ALIAS


def import_line(source: Source, wanted: RoutingImport, name: str) -> Insertion:
    """The line that imports the function, where an import sorter would put it."""
    renamed = "" if name == FUNCTION else f" as {name}"
    line = f"from {wanted.dotted} import {FUNCTION}{renamed}"
    block = import_block(source.tree.body)
    future = [s for s in block if isinstance(s, ast.ImportFrom) and s.module == "__future__"]
    parts = sections(source, [s for s in block if s not in future])
    own = next((part for part in reversed(parts) if _belongs(part, wanted)), None)
    if own is not None:
        return _sorted_in(own, wanted, line)
    if not parts:
        return own_section(source, future, parts, line)
    last = parts[-1][-1]
    return Insertion((last.end_lineno or last.lineno) + 1, ("", line))


def _belongs(section: Sequence[ast.Import | ast.ImportFrom], wanted: RoutingImport) -> bool:
    """Whether a section holds imports of the same package."""
    package = wanted.module.partition(".")[0]
    for statement in section:
        if isinstance(statement, ast.ImportFrom):
            same = wanted.level or (statement.module or "").partition(".")[0] == package
            if same and bool(statement.level) == bool(wanted.level):
                return True
        elif not wanted.level and package in (a.name.partition(".")[0] for a in statement.names):
            return True
    return False


def _sorted_in(
    section: Sequence[ast.Import | ast.ImportFrom], wanted: RoutingImport, line: str
) -> Insertion:
    key = (-wanted.level, wanted.module)
    for statement in section:
        if isinstance(statement, ast.ImportFrom) and _key(statement) > key:
            return Insertion(statement.lineno, (line,))
    last = section[-1]
    return Insertion((last.end_lineno or last.lineno) + 1, (line,))


def _key(statement: ast.ImportFrom) -> tuple[int, str]:
    return -statement.level, statement.module or ""
