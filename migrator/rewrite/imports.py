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
    block = _import_block(source.tree.body)
    future = [s for s in block if isinstance(s, ast.ImportFrom) and s.module == "__future__"]
    sections = _sections(source, [s for s in block if s not in future])
    standard = next((s for s in sections if _is_standard(s[0])), None)
    if standard is None:
        return _own_section(source, future, sections)
    for statement in standard:
        sorts_after = isinstance(statement, ast.ImportFrom) or statement.names[0].name > "os"
        if sorts_after:
            return Insertion(statement.lineno, ("import os",))
    last = standard[-1]
    return Insertion((last.end_lineno or last.lineno) + 1, ("import os",))


def _own_section(
    source: Source,
    future: Sequence[ast.stmt],
    sections: list[list[ast.Import | ast.ImportFrom]],
) -> Insertion:
    if sections:
        return Insertion(sections[0][0].lineno, ("import os", ""))
    if future:
        line = (future[-1].end_lineno or future[-1].lineno) + 1
        return Insertion(line, ("", "import os"))
    body = source.tree.body
    if body and is_docstring(body[0], 0):
        return Insertion((body[0].end_lineno or body[0].lineno) + 1, ("", "import os"))
    top = 1
    while top <= len(source.lines) and is_preamble(source.lines[top - 1], top):
        top += 1
    return Insertion(top, ("import os", ""))


def _import_block(body: list[ast.stmt]) -> list[ast.Import | ast.ImportFrom]:
    block: list[ast.Import | ast.ImportFrom] = []
    for position, statement in enumerate(body):
        if isinstance(statement, _IMPORT):
            block.append(statement)
        elif not is_docstring(statement, position):
            break
    return block


def _sections(
    source: Source, block: list[ast.Import | ast.ImportFrom]
) -> list[list[ast.Import | ast.ImportFrom]]:
    sections: list[list[ast.Import | ast.ImportFrom]] = []
    for statement in block:
        last = sections[-1][-1] if sections else None
        if last is None or statement.lineno != (last.end_lineno or last.lineno) + 1:
            sections.append([])
        sections[-1].append(statement)
    return sections


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
