"""Excerpts: of all changes to a file, those that one of its calls is about."""

from __future__ import annotations

import ast
import difflib
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from migrator.find.syntax import walk
from migrator.model.values import Span

_WORD = re.compile(r"[^\W\d]\w*")
_ENDS = re.compile(r"\r\n|\r|\n")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class _Region:
    """A function, or a statement at the top of a module or class, by its lines from 0."""

    name: str
    first: int
    last: int
    is_function: bool
    binds: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Change:
    """Lines that go and lines that come in their place, all of one region where there is one."""

    region: _Region | None
    removed: range
    added: range
    place: int


def source_lines(text: str) -> list[str]:
    """The lines of Python source, as the language counts them, without their ends."""
    lines = _ENDS.split(text)
    return lines[:-1] if lines[-1] == "" else lines


def texts_by_site(before: str, after: str, spans: Sequence[Sequence[Span]]) -> list[str]:
    """For each call, of which `spans` say where it stands in `before`, the text with only those
    changes that belong to it.

    Changes of the functions around a call are its own, changes at the top of the module belong to
    the calls that use the names they bind, and what nobody uses belongs to all of them.
    """
    old, new = source_lines(before), source_lines(after)
    ending = "\n" if after.endswith("\n") else ""
    if len(spans) == 1:
        return ["\n".join(new) + ending]
    regions, new_regions = _regions(before), _regions(after)
    changes = _changes(old, new, regions, new_regions)
    homes = [_homes(each, regions) for each in spans]
    functions = {home.name for each in homes for home in each if home.is_function}
    chosen = [
        _belonging(
            {home.name for home in each}, changes, functions, [(old, regions), (new, new_regions)]
        )
        for each in homes
    ]
    used = {change for each in chosen for change in each}
    orphans = {change for change in changes if change not in used}
    return [
        "\n".join(_applied(old, new, [c for c in changes if c in each or c in orphans])) + ending
        for each in chosen
    ]


def _homes(spans: Sequence[Span], regions: Sequence[_Region]) -> list[_Region]:
    found = (_region_of(span.line - 1, regions) for span in spans)
    return [region for region in found if region is not None]


def _belonging(
    homes: set[str],
    changes: Sequence[_Change],
    functions: set[str],
    sides: Sequence[tuple[Sequence[str], Sequence[_Region]]],
) -> set[_Change]:
    words: set[str] = set()
    for lines, regions in sides:
        for region in regions:
            if region.name in homes:
                words |= _words(lines[region.first : region.last + 1])
    chosen: set[_Change] = set()
    while True:
        more = {
            change
            for change in changes
            if change not in chosen and _concerns(change, homes, functions, words)
        }
        if not more:
            return chosen
        chosen |= more
        (old, _), (new, _) = sides
        for change in more:
            words |= _words([old[n] for n in change.removed] + [new[n] for n in change.added])


def _concerns(change: _Change, homes: set[str], functions: set[str], words: set[str]) -> bool:
    region = change.region
    if region is None:
        return False
    if region.name in homes:
        return True
    return region.name not in functions and bool(region.binds & words)


def _applied(old: Sequence[str], new: Sequence[str], changes: Sequence[_Change]) -> Iterator[str]:
    removed = {line for change in changes for line in change.removed}
    added: dict[int, list[str]] = {}
    for change in changes:
        added.setdefault(change.place, []).extend(new[n] for n in change.added)
    for number, line in enumerate(old):
        yield from added.get(number, ())
        if number not in removed:
            yield line
    yield from added.get(len(old), ())


def _changes(
    old: Sequence[str],
    new: Sequence[str],
    regions: Sequence[_Region],
    new_regions: Sequence[_Region],
) -> list[_Change]:
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    found: list[_Change] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        gone = list(_runs(range(i1, i2), old, regions))
        come = list(_runs(range(j1, j2), new, new_regions))
        found.extend(_Change(region, lines, range(0), lines.start) for region, lines in gone)
        for region, lines in come:
            twin = next((r for r, _ in gone if r and region and r.name == region.name), None)
            place = next((lines_.start for r, lines_ in gone if r is twin), i1) if twin else i1
            found.append(_Change(region, range(0), lines, place))
    return found


def _runs(
    lines: range, text: Sequence[str], regions: Sequence[_Region]
) -> Iterator[tuple[_Region | None, range]]:
    """The lines in runs of one region each; blank lines go with what stands above them."""
    start, current = lines.start, None
    for number in lines:
        region = _region_of(number, regions)
        if region is None and not text[number].strip():
            continue
        if current is not None and region is not current:
            yield current, range(start, number)
            start = number
        current = region
    if lines:
        yield current, range(start, lines.stop)


def _region_of(line: int, regions: Sequence[_Region]) -> _Region | None:
    return next((r for r in regions if r.first <= line <= r.last), None)


def _regions(text: str) -> list[_Region]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(text.removeprefix("\ufeff"))
    return list(_regions_of(tree.body, "", source_lines(text), -1))


def _regions_of(
    body: Sequence[ast.stmt], prefix: str, lines: Sequence[str], above: int
) -> Iterator[_Region]:
    for statement in body:
        first, last = statement.lineno - 1, (statement.end_lineno or statement.lineno) - 1
        if isinstance(statement, (*_FUNCTIONS, ast.ClassDef)):
            first = min([first, *(d.lineno - 1 for d in statement.decorator_list)])
        while first - 1 > above and lines[first - 1].lstrip().startswith("#"):
            first -= 1
        above = last
        if isinstance(statement, ast.ClassDef):
            head = max(first, statement.body[0].lineno - 2)
            name = f"{prefix}{statement.name}"
            yield _Region(name, first, head, False, frozenset({statement.name}))
            yield from _regions_of(statement.body, f"{name}.", lines, head)
        elif isinstance(statement, _FUNCTIONS):
            name = f"{prefix}{statement.name}"
            binds = frozenset({statement.name, "self"} if prefix else {statement.name})
            yield _Region(name, first, last, True, binds)
        else:
            binds = frozenset(_bound_names(statement))
            name = f"{prefix}{','.join(sorted(binds))}:{first if not binds else ''}"
            yield _Region(name, first, last, False, binds)


def _bound_names(statement: ast.stmt) -> Iterator[str]:
    for node in walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.alias):
            yield (node.asname or node.name).partition(".")[0]


def _words(lines: Sequence[str]) -> set[str]:
    return {word for line in lines for word in _WORD.findall(line)}
