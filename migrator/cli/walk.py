"""`apply --interactive`: the calls of a plan one by one, and what to do with each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from migrator.model.plan import Plan, PlannedSite
    from migrator.run.planning import Planned
    from migrator.run.project import Project
    from migrator.run.wishes import Wishes

_MOVING = {"y": "yes", "n": "no", "e": "name", "i": "ignore", "q": "quit"}
_STAYING = {"n": "next", "i": "ignore", "q": "quit"}
_ROUTABLE = {"n": "next", "r": "route", "i": "ignore", "q": "quit"}


@dataclass(slots=True)
class Quit(Exception):
    """The walk was left before its end; what was said is kept."""

    answered: int


def walk(
    project: Project,
    planned: Planned,
    with_all_routed: Callable[[], Plan],
    options: Mapping[str, object],
) -> Wishes:
    """Ask about every call that would change or stays, and keep each answer at once.

    `with_all_routed` gives the plan that routes what it can; it is asked for where somebody wants
    a call routed. Answers of a walk that was left are taken over. Raises Quit and InputError.
    """
    from migrator.cli.screen import say, talk_console
    from migrator.run.wishes import keep_wishes, read_wishes

    plan = planned.plan
    console = talk_console({**options, "quiet": False})
    sources = {source.path: source.sha256 for source in plan.sources}
    wishes = read_wishes(project.root, sources)
    asked = [site for site in plan.call_sites if site.status in {"migrate", "route", "left"}]
    left = [site for site in asked if site.id not in wishes.answers]
    if len(left) < len(asked):
        say(console, f"{len(asked) - len(left)} of {len(asked)} calls were answered before.")
    for number, site in enumerate(left, len(asked) - len(left) + 1):
        _show(console, plan, site, f"{number} of {len(asked)}")
        may_route = site.id in planned.routable
        wishes = _answer(console, plan, site, wishes, with_all_routed if may_route else None)
        keep_wishes(project.root, sources, wishes)
    return wishes


def _answer(
    console: Console,
    plan: Plan,
    site: PlannedSite,
    wishes: Wishes,
    with_all_routed: Callable[[], Plan] | None,
) -> Wishes:
    choices = _MOVING if site.status != "left" else _ROUTABLE if with_all_routed else _STAYING
    while True:
        said = _asked(choices)
        if said == "q":
            raise Quit(len(wishes.answers))
        if said == "e":
            for key in site.agents:
                name = wishes.names.get(key, plan.agent(key).name)
                wishes = wishes.called(key, click.prompt("Name", default=name, err=True))
            continue
        if said == "r" and with_all_routed is not None:
            if _agreed_to_route(console, with_all_routed(), site.id):
                return wishes.answered(site.id, "route")
            choices = _STAYING
            continue
        if said == "i":
            return wishes.answered(site.id, "ignore")
        return wishes.answered(site.id, "yes" if said == "y" else "no")


def _asked(choices: Mapping[str, str]) -> str:
    said: str = click.prompt(
        ", ".join(f"[{letter}] {word}" for letter, word in choices.items()),
        type=click.Choice(list(choices)),
        show_choices=False,
        err=True,
    )
    return said


def _agreed_to_route(console: Console, plan: Plan, ident: str) -> bool:
    """Show a call as it would choose its agent, or why it can't; whether it shall."""
    from migrator.report.terminal import print_site

    site = next(each for each in plan.call_sites if each.id == ident)
    print_site(console, plan, site)
    return site.status == "route" and _asked({"y": "yes", "n": "no"}) == "y"


def _show(console: Console, plan: Plan, site: PlannedSite, which: str) -> None:
    from migrator.report.terminal import print_site

    console.print()
    console.print(which, style="dim")
    print_site(console, plan, site)
