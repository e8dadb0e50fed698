"""Whether a plan accounts for the requests that a program was seen to send."""

from __future__ import annotations

import ast
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from migrator.model.plan import Plan, PlannedSite
from tests.end_to_end.differential.witness import Place

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@dataclass(frozen=True, slots=True)
class Located:
    """A site of the plan: the lines of its call, and the first line of the function it is in."""

    id: str
    path: str
    status: str
    first: int
    last: int
    function: int

    def on(self, stack: Sequence[Place]) -> bool:
        """Whether the call itself was running."""
        return any(file == self.path and self.first <= line <= self.last for file, _, line in stack)

    def near(self, stack: Sequence[Place]) -> bool:
        """Whether the function that holds the call was: the request was made there, sent later."""
        return any(file == self.path and start == self.function for file, start, _ in stack)


def located(plan: Plan, root: Path, folder: Path) -> list[Located]:
    """The sites of a plan made at `root`, by their place in `folder`."""
    trees = {
        path: ast.parse((root / path).read_bytes())
        for path in {site.path for site in plan.call_sites}
    }
    return [
        _located(site, trees[site.path], str((root / site.path).relative_to(folder)))
        for site in plan.call_sites
    ]


def _located(site: PlannedSite, tree: ast.Module, path: str) -> Located:
    last, function, narrowest = site.line, 0, 1 << 30
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.lineno == site.line:
            last = max(last, node.end_lineno or last)
        if isinstance(node, _FUNCTIONS) and node.lineno <= site.line <= (node.end_lineno or 0):
            lines = (node.end_lineno or 0) - node.lineno
            if lines <= narrowest:
                decorators = getattr(node, "decorator_list", [])
                function = min([node.lineno, *(d.lineno for d in decorators)])
                narrowest = lines
    return Located(site.id, path, site.status, site.line, last, function)


def responsible(sites: Sequence[Located], stacks: Sequence[list[Place]]) -> list[list[Located]]:
    """For each request the sites that it went through; none for one that the plan misses."""
    direct = [[site for site in sites if site.on(stack)] for stack in stacks]
    taken = {site.id for through in direct for site in through}
    return [
        through or [s for s in sites if s.id not in taken and s.near(stack)]
        for through, stack in zip(direct, stacks, strict=True)
    ]


def unaccounted(
    sites: Sequence[Located],
    stacks: Sequence[list[Place]],
    listed: Container[str] = (),
    *,
    all_ran: bool,
) -> Iterator[str]:
    """Requests that no site explains; with `all_ran` also sites that sent none.

    `listed` are files where text that names an endpoint is listed.
    """
    through = responsible(sites, stacks)
    places = ", ".join(f"{s.path}:{s.first} {s.status}" for s in sites) or "none"
    for found, stack in zip(through, stacks, strict=True):
        if not found and not any(file in listed for file, _, _ in stack):
            way = " < ".join(f"{file}:{line}" for file, _, line in stack)
            yield f"a session was opened by {way}, the plan has {places}"
            break
    if all_ran:
        seen = {site.id for found in through for site in found}
        for site in sites:
            if site.id not in seen:
                yield f"{site.path}:{site.first} is in the plan, and opened no session"


def moved_as_planned(
    sites: Sequence[Located], stacks: Sequence[list[Place]], through_agents: int, as_before: int
) -> Iterator[str]:
    """Whether as many sessions go through agents, and as before, as the plan says."""
    statuses = [{s.status for s in found} for found in responsible(sites, stacks)]
    if through_agents < sum(each == {"migrate"} for each in statuses):
        yield "a call that was migrated opens sessions without an agent"
    if as_before < sum(each == {"left"} for each in statuses):
        yield "a call that was left opens sessions through an agent"
