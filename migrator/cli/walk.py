"""`apply --interactive`: the calls of a plan one by one, and what to do with each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from migrator.model.plan import Plan, PlannedSite
    from migrator.run.project import Project
    from migrator.run.wishes import Wishes

_MOVING = {"y": "yes", "n": "no", "e": "name", "i": "ignore", "q": "quit"}
_STAYING = {"n": "next", "i": "ignore", "q": "quit"}


@dataclass(slots=True)
class Quit(Exception):
    """The walk was left before its end; what was said is kept."""

    answered: int


def walk(project: Project, plan: Plan, options: Mapping[str, object]) -> Wishes:
    """Ask about every call that would change or stays, and keep each answer at once.

    Answers of a walk that was left are taken over. Raises Quit and InputError.
    """
    from migrator.cli.screen import say, talk_console
    from migrator.run.wishes import keep_wishes, read_wishes

    console = talk_console({**options, "quiet": False})
    sources = {source.path: source.sha256 for source in plan.sources}
    wishes = read_wishes(project.root, sources)
    asked = [site for site in plan.call_sites if site.status in {"migrate", "route", "left"}]
    left = [site for site in asked if site.id not in wishes.answers]
    if len(left) < len(asked):
        say(console, f"{len(asked) - len(left)} of {len(asked)} calls were answered before.")
    for number, site in enumerate(left, len(asked) - len(left) + 1):
        _show(console, plan, site, f"{number} of {len(asked)}")
        wishes = _answer(console, plan, site, wishes)
        keep_wishes(project.root, sources, wishes)
    return wishes


def _answer(console: Console, plan: Plan, site: PlannedSite, wishes: Wishes) -> Wishes:
    moving = site.status != "left"
    choices = _MOVING if moving else _STAYING
    while True:
        said = click.prompt(
            ", ".join(f"[{letter}] {word}" for letter, word in choices.items()),
            type=click.Choice(list(choices)),
            show_choices=False,
            err=True,
        )
        if said == "q":
            raise Quit(len(wishes.answers))
        if said == "e":
            for key in site.agents:
                name = wishes.names.get(key, plan.agent(key).name)
                wishes = wishes.called(key, click.prompt("Name", default=name, err=True))
            continue
        if said == "i":
            return wishes.answered(site.id, "ignore")
        return wishes.answered(site.id, "yes" if said == "y" else "no")


def _show(console: Console, plan: Plan, site: PlannedSite, which: str) -> None:
    from migrator.report.terminal import print_site

    console.print()
    console.print(which, style="dim")
    print_site(console, plan, site)
