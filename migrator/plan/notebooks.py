"""Places in notebooks: a plan that counts lines of their joined cells told in cells and file lines."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.model.catalogue import CATALOGUE
from migrator.model.findings import Finding
from migrator.model.plan import Plan, PlannedCell, PlannedFinding, PlannedSite
from migrator.model.sites import Status
from migrator.plan.decisions import Decision
from migrator.read.mentioned import names_in
from migrator.read.module import names_bound_by, own_nodes

if TYPE_CHECKING:
    from migrator.find.notebook import NotebookText
    from migrator.find.other_files import EndpointText
    from migrator.model.values import Span

_OTHER = "OM305"
_RUN_IN_ORDER = "OM314"


def in_cells(plan: Plan, notebooks: Mapping[str, NotebookText]) -> Plan:
    """The plan with lines of these notebooks as `cell 3, line 5` and as lines of the file."""
    if not notebooks:
        return plan
    told = _telling(notebooks)
    return plan.model_copy(
        update={
            "call_sites": [_site(site, notebooks, told) for site in plan.call_sites],
            "findings": [_finding(each, notebooks, told) for each in plan.findings],
        }
    )


def hidden_findings(
    notebooks: Mapping[str, NotebookText], endpoints: EndpointText
) -> Iterator[Finding]:
    """The first line of each cell that names an endpoint in something else than Python."""
    for path, notebook in sorted(notebooks.items()):
        seen: set[int] = set()
        for line, text in notebook.hidden():
            cell = notebook.place(line).cell
            if cell not in seen and endpoints.lines(text.encode("utf-8", "replace")):
                seen.add(cell)
                message = f"`{' '.join(text.split())[:70]}` names a per-session endpoint"
                yield Finding(_OTHER, message, path, line, 1, CATALOGUE[_OTHER].remedy)


def order_findings(
    decisions: Sequence[Decision], notebooks: Mapping[str, NotebookText]
) -> Iterator[Finding]:
    """A note for each notebook with a call to migrate in which the order of running matters.

    That is: cells were last run in another order than they stand in, or several of them bind a
    name that the call depends on.
    """
    for path, notebook in sorted(notebooks.items()):
        moved = [d.site for d in decisions if d.site.path == path and d.status is Status.MIGRATE]
        if not moved:
            continue
        if (cell := notebook.ran_out_of_order) is not None:
            message = f"cell {cell} was last run before one that stands above it"
        elif (bound := _bound_twice(notebook, [site.span for site in moved])) is not None:
            message = f"`{bound}`, which the call depends on, is bound in several cells"
        else:
            continue
        hint = CATALOGUE[_RUN_IN_ORDER].remedy
        yield Finding(_RUN_IN_ORDER, message, path, moved[0].span.line, 1, hint)


def _bound_twice(notebook: NotebookText, spans: Sequence[Span]) -> str | None:
    """A name that several cells bind and that what stands at `spans` depends on."""
    tree = ast.parse(notebook.text)
    cells: dict[str, set[int]] = {}
    made_of: dict[str, set[str]] = {}
    for node in own_nodes(tree):
        for name in names_bound_by(node):
            cells.setdefault(name, set()).add(notebook.place(getattr(node, "lineno", 1)).cell)
    for statement in tree.body:
        bound = {name for node in walk(statement) for name in names_bound_by(node)}
        for name in bound:
            made_of.setdefault(name, set()).update(names_in(statement))
    lines = {(span.line, span.column) for span in spans}
    needed = {
        name
        for node in walk(tree)
        if isinstance(node, ast.Call) and (node.lineno, node.col_offset) in lines
        for name in names_in(node)
    }
    while more := {n for name in needed for n in made_of.get(name, ())} - needed:
        needed |= more
    return next((name for name in sorted(needed) if len(cells.get(name, ())) > 1), None)


def _telling(notebooks: Mapping[str, NotebookText]) -> Callable[[str], str]:
    paths = "|".join(re.escape(path) for path in sorted(notebooks, reverse=True))
    place = re.compile(rf"(?<![\w/.-])({paths}):(\d+)")

    def told(text: str) -> str:
        return place.sub(lambda found: f"{found[1]}, {_at(notebooks, found[1], found[2])}", text)

    return told


def _at(notebooks: Mapping[str, NotebookText], path: str, line: str) -> str:
    return str(notebooks[path].place(int(line)))


def _site(
    site: PlannedSite, notebooks: Mapping[str, NotebookText], told: Callable[[str], str]
) -> PlannedSite:
    fields = [field.model_copy(update={"origin": told(field.origin)}) for field in site.fields]
    changed: dict[str, object] = {"fields": fields}
    for notebook in notebooks.values():
        for part in ("before", "after", "diff"):
            changed[part] = notebook.shown(str(changed.get(part, getattr(site, part))))
    return site.model_copy(update=changed | _place(site.path, site.line, notebooks))


def _finding(
    each: PlannedFinding, notebooks: Mapping[str, NotebookText], told: Callable[[str], str]
) -> PlannedFinding:
    changed: dict[str, object] = {"message": told(each.message)}
    return each.model_copy(update=changed | _place(each.path, each.line, notebooks))


def _place(path: str, line: int, notebooks: Mapping[str, NotebookText]) -> dict[str, object]:
    if path not in notebooks:
        return {}
    place = notebooks[path].place(line)
    cell = PlannedCell(number=place.cell, line=place.line)
    return {"line": place.line_of_file, "cell": cell}
