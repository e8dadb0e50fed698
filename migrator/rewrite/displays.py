"""Displays: a dict written anew, laid out where it is put."""

from __future__ import annotations

import ast

from migrator.rewrite.draft import Draft

_LINE_LENGTH = 88


def laid_out(draft: Draft, node: ast.expr, entries: list[str]) -> str:
    """A display in place of `node`: on its line if it fits, else an entry a line."""
    source = draft.source
    start, end = source.start(node), source.end(node)
    line = f"{{{', '.join(entries)}}}"
    column = start - source.line_start(node.lineno)
    rest = source.lines[(node.end_lineno or node.lineno) - 1].rstrip()
    after = len(rest) - (end - source.line_start(node.end_lineno or node.lineno))
    if column + len(line) + after <= _LINE_LENGTH or len(entries) == 1:
        return line
    outer = source.indentation(start)
    inner = outer + source.indent
    rows = "".join(f"{inner}{entry},{source.newline}" for entry in entries)
    return f"{{{source.newline}{rows}{outer}}}"
