"""Displays: a dict written anew, laid out where it is put."""

from __future__ import annotations

import ast

from migrator.rewrite.draft import Draft
from migrator.rewrite.spread_calls import call_to_spread

_LINE_LENGTH = 88
_TAB = 4


def laid_out(draft: Draft, node: ast.expr, entries: list[str]) -> str:
    """A display in place of `node`: on its line if it fits, else an entry a line.

    The other arguments of its call then get lines of their own too.
    """
    source = draft.source
    start, end = source.start(node), source.end(node)
    line = f"{{{', '.join(entries)}}}"
    column = start - source.line_start(node.lineno)
    rest = source.lines[(node.end_lineno or node.lineno) - 1].rstrip()
    after = len(rest) - (end - source.line_start(node.end_lineno or node.lineno))
    if column + len(line) + after <= _LINE_LENGTH or len(entries) == 1:
        return line
    outer = source.indentation(start)
    call = call_to_spread(source, node)
    if call is not None:
        draft.spread.add(call)
        outer += source.indent
        word = source.parents[node]
        name = f"{word.arg}=" if isinstance(word, ast.keyword) else ""
        if len(f"{outer}{name}{line},".expandtabs(_TAB)) <= _LINE_LENGTH:
            return line
    inner = outer + source.indent
    rows = "".join(f"{inner}{entry},{source.newline}" for entry in entries)
    return f"{{{source.newline}{rows}{outer}}}"
