"""An import added where an import sorter would put it."""

from __future__ import annotations

import ast
import sys
from collections.abc import Sequence

from migrator.rewrite.rendering import Insertion
from migrator.rewrite.source import Source

_IMPORT = (ast.Import, ast.ImportFrom)


def import_os(source: Source) -> Insertion:
    """`import os` where an import sorter would put it."""
    block = import_block(source.tree.body)
    future = [s for s in block if isinstance(s, ast.ImportFrom) and s.module == "__future__"]
    parts = sections(source, [s for s in block if s not in future])
    standard = next((part for part in parts if _is_standard(part[0])), None)
    if standard is None:
        return own_section(source, future, parts, ["import os"])
    for statement in standard:
        sorts_after = isinstance(statement, ast.ImportFrom) or statement.names[0].name > "os"
        if sorts_after:
            return Insertion(statement.lineno, ("import os",))
    last = standard[-1]
    return Insertion((last.end_lineno or last.lineno) + 1, ("import os",))


def own_section(
    source: Source,
    future: Sequence[ast.stmt],
    parts: list[list[ast.Import | ast.ImportFrom]],
    lines: Sequence[str],
) -> Insertion:
    """The lines of an import in a section of its own, above the others."""
    if parts:
        return Insertion(parts[0][0].lineno, (*lines, ""))
    if future:
        line = (future[-1].end_lineno or future[-1].lineno) + 1
        return Insertion(line, ("", *lines))
    body = source.tree.body
    if body and is_docstring(body[0], 0):
        return Insertion((body[0].end_lineno or body[0].lineno) + 1, ("", *lines))
    top = 1
    while top <= len(source.lines) and is_preamble(source.lines[top - 1], top):
        top += 1
    return Insertion(top, (*lines, ""))


def import_block(body: list[ast.stmt]) -> list[ast.Import | ast.ImportFrom]:
    """The imports that a module begins with."""
    block: list[ast.Import | ast.ImportFrom] = []
    for position, statement in enumerate(body):
        if isinstance(statement, _IMPORT):
            block.append(statement)
        elif not is_docstring(statement, position):
            break
    return block


def sections(
    source: Source, block: list[ast.Import | ast.ImportFrom]
) -> list[list[ast.Import | ast.ImportFrom]]:
    """Imports that stand together, without a line between them."""
    found: list[list[ast.Import | ast.ImportFrom]] = []
    for statement in block:
        last = found[-1][-1] if found else None
        if last is None or statement.lineno != (last.end_lineno or last.lineno) + 1:
            found.append([])
        found[-1].append(statement)
    return found


def _is_standard(statement: ast.Import | ast.ImportFrom) -> bool:
    if isinstance(statement, ast.ImportFrom) and (statement.level or not statement.module):
        return False
    name = statement.module if isinstance(statement, ast.ImportFrom) else statement.names[0].name
    return (name or "").split(".")[0] in sys.stdlib_module_names


def is_docstring(statement: ast.stmt, position: int) -> bool:
    """Whether the statement, of that position in the module, is its docstring."""
    return (
        position == 0
        and isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def is_preamble(line: str, number: int) -> bool:
    """Whether a line (from 1) must stay on top: an interpreter line or an encoding."""
    return line.startswith("#!") or (number <= 2 and line.startswith("#") and "coding" in line)
