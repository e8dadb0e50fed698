"""The line that imports names from a module that this tool writes, and where it goes."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from migrator.rewrite.imports import import_block, own_section, sections
from migrator.rewrite.module_reference import ModuleReference
from migrator.rewrite.rendering import Insertion
from migrator.rewrite.source import Source


def import_lines(source: Source, wanted: ModuleReference, lines: Sequence[str]) -> Insertion:
    """The lines of an import, where an import sorter would put it."""
    block = import_block(source.tree.body)
    last_line = max((s.end_lineno or s.lineno for s in block), default=0)
    if wanted.below > last_line:
        return _below(source, wanted, lines)
    future = [s for s in block if isinstance(s, ast.ImportFrom) and s.module == "__future__"]
    parts = sections(source, [s for s in block if s not in future])
    own = next((part for part in reversed(parts) if _belongs(part, wanted)), None)
    if own is not None:
        return _sorted_in(source, own, wanted, lines)
    if not parts:
        return own_section(source, future, parts, lines)
    last = parts[-1][-1]
    return Insertion((last.end_lineno or last.lineno) + 1, ("", *lines))


def _below(source: Source, wanted: ModuleReference, lines: Sequence[str]) -> Insertion:
    """The import among those that follow what tells where to find modules."""
    body = source.tree.body
    first = next(n for n, s in enumerate(body) if (s.end_lineno or s.lineno) == wanted.below)
    own: list[ast.Import | ast.ImportFrom] = []
    for statement in body[first:]:
        if not isinstance(statement, ast.Import | ast.ImportFrom):
            break
        own.append(statement)
    if own:
        return _sorted_in(source, own, wanted, lines)
    return Insertion(wanted.below + 1, tuple(lines))


def _belongs(section: Sequence[ast.Import | ast.ImportFrom], wanted: ModuleReference) -> bool:
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
    source: Source,
    section: Sequence[ast.Import | ast.ImportFrom],
    wanted: ModuleReference,
    lines: Sequence[str],
) -> Insertion:
    key = _key(wanted.level, wanted.module)
    written = source.text.splitlines()
    for statement in section:
        above = statement.lineno < wanted.below
        if isinstance(statement, ast.ImportFrom) and _key_of(statement) > key and not above:
            # A comment behind a blank line is of all that follows, another one of the next import.
            at = statement.lineno
            while at > 1 and written[at - 2].startswith("#"):
                at -= 1
            mine = at > 1 and written[at - 2].strip()
            return Insertion(at if mine else statement.lineno, tuple(lines))
    last = section[-1]
    return Insertion((last.end_lineno or last.lineno) + 1, tuple(lines))


def _key_of(statement: ast.ImportFrom) -> tuple[bool, int, str]:
    return _key(statement.level, statement.module or "")


def _key(level: int, module: str) -> tuple[bool, int, str]:
    """What sorters go by: relative imports come last, those from farther away first."""
    return level > 0, -level, module
