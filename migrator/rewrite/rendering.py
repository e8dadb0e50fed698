"""A draft applied: the new text of the file, every untouched byte where it was."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass

from migrator.rewrite.blocks import else_line, opposite
from migrator.rewrite.containers import split_import
from migrator.rewrite.draft import Draft
from migrator.rewrite.source import Source
from migrator.rewrite.spread_calls import cuts_of


@dataclass(frozen=True, slots=True)
class Insertion:
    """Lines (without newlines) to put before a line (from 1)."""

    line: int
    lines: tuple[str, ...]


def render(draft: Draft, insertions: Sequence[Insertion] = ()) -> str:
    """The text with the draft's changes and the inserted lines."""
    source = draft.source
    doomed = _doomed_lines(draft)
    cuts = [(source.start(n), source.end(n), t) for n, t in _alive_replacements(draft)]
    cuts += [
        cut for call in draft.spread if not draft.is_gone(call) for cut in cuts_of(source, call)
    ]
    cuts += [
        (source.start(node.test), source.end(node.test), opposite(draft, node.test))
        for node in draft.inverted
        if node.lineno not in doomed
    ]
    cuts += [
        (source.start(s), source.end(s), "pass") for s in draft.passed if s.lineno not in doomed
    ]
    cuts += [
        (source.start(s), source.end(s), text.replace("\n", source.newline))
        for s, text in draft.rewritten.items()
    ]
    cuts += [
        (source.start(s), source.end(s), _shortened(source, s, gone))
        for s, gone in draft.unimported.items()
        if gone and s not in draft.removed
    ]
    for first, last in _runs(source, doomed):
        first, last = _with_blank_lines(source, first, last)
        cuts.append((source.line_start(first), source.line_start(last + 1), ""))
    for insertion in insertions:
        at = source.line_start(insertion.line)
        text = "".join(line + source.newline for line in insertion.lines)
        if at and source.text[at - 1] not in "\r\n":
            text = source.newline + text
        cuts.append((at, at, text))
    return _applied(source.text, cuts)


def _shortened(source: Source, statement: ast.stmt, gone: set[ast.alias]) -> str:
    assert isinstance(statement, ast.ImportFrom)
    without = {index for index, name in enumerate(statement.names) if name in gone}
    return split_import(source.slice(statement)).rebuilt(without=without)


def _applied(text: str, cuts: list[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    position = 0
    for start, end, new in sorted(cuts, key=lambda cut: (cut[0], cut[1])):
        if start > position:
            parts.append(text[position:start])
        parts.append(new)
        position = max(position, end)
    parts.append(text[position:])
    return "".join(parts)


def _alive_replacements(draft: Draft) -> list[tuple[ast.expr, str]]:
    alive = []
    for node, text in draft.replaced.items():
        parent = draft.source.parents[node]
        if not draft.is_gone(parent):
            alive.append((node, text))
    return alive


def _doomed_lines(draft: Draft) -> set[int]:
    source = draft.source
    doomed: set[int] = set()
    for statement in draft.removed:
        if statement in draft.passed or _is_one_line_body(source, statement):
            continue
        first = _first_line_with_comments(source, statement)
        doomed.update(range(first, (statement.end_lineno or statement.lineno) + 1))
    for statement in draft.emptied_else:
        parent = source.parents[statement]
        assert isinstance(parent, ast.If)
        doomed.update(range(else_line(draft, parent), (parent.end_lineno or 0) + 1))
    for node in draft.inverted:
        first = _first_line_with_comments(source, node.body[0])
        doomed.update(range(first, else_line(draft, node) + 1))
    return doomed


def _is_one_line_body(source: Source, statement: ast.stmt) -> bool:
    before = source.text[source.line_start(statement.lineno) : source.start(statement)]
    return bool(before.strip())


def _first_line_with_comments(source: Source, statement: ast.stmt) -> int:
    first = statement.lineno
    indentation = source.indentation(source.start(statement))
    while first > 1:
        line = source.lines[first - 2]
        if not line.startswith(f"{indentation}#"):
            return first
        first -= 1
    return statement.lineno


def _runs(source: Source, lines: set[int]) -> list[tuple[int, int]]:
    """Stretches of lines that go, blank lines between two of them included."""
    runs: list[tuple[int, int]] = []
    for line in sorted(lines):
        if runs and not any(source.lines[n - 1].strip() for n in range(runs[-1][1] + 1, line)):
            runs[-1] = (runs[-1][0], line)
        else:
            runs.append((line, line))
    return runs


def _with_blank_lines(source: Source, first: int, last: int) -> tuple[int, int]:
    """The lines to cut so that no more blank lines stay than stood on the wider side."""
    above = below = 0
    while first - above > 1 and not source.lines[first - above - 2].strip():
        above += 1
    while last + below < len(source.lines) and not source.lines[last + below].strip():
        below += 1
    if last + below == len(source.lines):
        return first - above, last + below
    opens_file = first - above == 1
    opens_block = not above and _depth(source, first - 1) < _depth(source, first)
    if opens_file or opens_block:
        return first, last + below
    if not below and _depth(source, last + 1) < _depth(source, first):
        return first - above, last
    return first, last + min(above, below)


def _depth(source: Source, line: int) -> int:
    text = source.lines[line - 1] if 0 < line <= len(source.lines) else ""
    return len(text) - len(text.lstrip())
