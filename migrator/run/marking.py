"""Comments that an apply leaves in the sources: marks of calls that stay, and calls to ignore."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from migrator.find.source import decode
from migrator.find.tree import SourceTree
from migrator.model.plan import PlannedSite
from migrator.rewrite.comments import ignored, line_after, marked
from migrator.run.planning import Planned


def with_marks(planned: Planned) -> Planned:
    """The plan's sources with a mark at each call that stays, and without those of earlier runs."""
    codes = {each.code for each in planned.plan.findings if each.severity == "error"}
    texts = dict(planned.texts)
    for path in sorted({site.path for site in planned.plan.call_sites}):
        if path.endswith(".ipynb"):
            continue
        before = _text(planned.tree, path)
        now = texts.get(path, before)
        staying = {
            line: tuple(code for code in site.findings if code in codes)
            for site in _sites_in(planned, path)
            if site.status == "left" and (line := line_after(before, now, site.line)) is not None
        }
        new = marked(now, staying)
        if new != before:
            texts[path] = new
    return replace(planned, texts=texts)


def with_ignored(planned: Planned, sites: Collection[str]) -> Planned:
    """The plan's sources with a comment at these calls, by id, that suppresses them from now on."""
    texts = dict(planned.texts)
    for path in sorted({site.path for site in planned.plan.call_sites if site.id in sites}):
        before = _text(planned.tree, path)
        now = texts.get(path, before)
        ends = _ends(before)
        places: dict[int, int] = {}
        for site in _sites_in(planned, path):
            last = ends.get((site.line, site.column), site.line)
            first, end = line_after(before, now, site.line), line_after(before, now, last)
            if site.id in sites and first is not None and end is not None:
                places[first] = end
        texts[path] = ignored(now, places)
    return replace(planned, texts={p: t for p, t in texts.items() if t != _text(planned.tree, p)})


def _sites_in(planned: Planned, path: str) -> list[PlannedSite]:
    return [site for site in planned.plan.call_sites if site.path == path]


def _text(tree: SourceTree, path: str) -> str:
    return decode(path, tree.read(path)).text


def _ends(text: str) -> Mapping[tuple[int, int], int]:
    """The last lines of all calls, by where these begin: line and column from 1."""
    import ast

    from migrator.find.syntax import walk

    lines = text.splitlines()
    found: dict[tuple[int, int], int] = {}
    for node in walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            line = lines[node.lineno - 1].encode()[: node.col_offset].decode("utf-8", "replace")
            start = (node.lineno, len(line) + 1)
            end = node.end_lineno or node.lineno
            found[start] = min(found.get(start, end), end)
    return found
