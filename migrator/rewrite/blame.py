"""Blame: which of the edited calls of a file a change that can't be explained belongs to."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from migrator.find.syntax import walk
from migrator.model.sites import CallSite
from migrator.model.values import Array, OneOf, Record, Text, Value
from migrator.rewrite.residue import Edited
from migrator.rewrite.unexplained import Unexplained

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Pair:
    """A call before and after the edits."""

    old: CallSite
    new: CallSite

    @property
    def paths(self) -> set[str]:
        """The files in which parts of the request stand, and those that its values come from."""
        return {
            path
            for site in (self.old, self.new)
            for path in (*paths_of(site), *_origins(site.body), *_origins(site.url))
        }


def concerned(residue: Unexplained, file: Edited, pairs: Sequence[Pair]) -> list[str]:
    """Ids of the calls in the functions that changed; none where it isn't known which did."""
    found: list[str] = []
    for text, line, of_new in (
        (file.before, residue.old_line, False),
        (file.after, residue.new_line, True),
    ):
        lines = _function_around(text, line) if line is not None else None
        if lines is None:
            return []
        for pair in pairs:
            site = pair.new if of_new else pair.old
            spans = (site.span, site.url_span, site.body_span)
            here = [s for s in spans if s is not None and s.path == file.path]
            if any(span.line in lines for span in here):
                found.append(pair.old.id)
    return list(dict.fromkeys(found))


def _function_around(text: str, line: int) -> range | None:
    """The lines of the outermost function around a line."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return None
    around = [
        range(node.lineno, (node.end_lineno or node.lineno) + 1)
        for node in walk(tree)
        if isinstance(node, _FUNCTIONS) and node.lineno <= line <= (node.end_lineno or 0)
    ]
    return max(around, key=len, default=None)


def paths_of(site: CallSite) -> set[str]:
    """The files in which parts of a request stand."""
    spans = (site.span, site.url_span, site.body_span, *site.through)
    return {span.path for span in spans if span is not None}


def _origins(value: Value) -> Iterator[str]:
    """The files that hold what a value is made of."""
    if value.span is not None:
        yield value.span.path
    match value:
        case Record(entries=entries):
            for entry in entries:
                yield from (when.span.path for when in entry.when if when.span is not None)
                yield from _origins(entry.value)
        case Array(items=parts) | Text(parts=parts):
            for part in parts:
                if not isinstance(part, str):
                    yield from _origins(part)
        case OneOf(cases=cases):
            for case in cases:
                yield from _origins(case.value)
