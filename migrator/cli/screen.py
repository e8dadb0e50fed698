"""The screen: results on standard output, everything else on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from rich.console import Console

if TYPE_CHECKING:
    from collections.abc import Callable

    from migrator.create.outcome import Event


def result_console(options: Mapping[str, object]) -> Console:
    """For what was asked for."""
    return Console(no_color=True if options.get("no_color") else None, highlight=False)


def talk_console(options: Mapping[str, object]) -> Console:
    """For what happens meanwhile; silent with --quiet."""
    return Console(
        stderr=True,
        no_color=True if options.get("no_color") else None,
        quiet=bool(options.get("quiet")),
        highlight=False,
    )


@contextmanager
def steps(options: Mapping[str, object]) -> Iterator[Callable[[str], None]]:
    """A line that says what is being done, on terminals only."""
    console = talk_console(options)
    if not console.is_terminal:
        yield lambda name: None
        return
    with console.status("starting") as status:
        yield lambda name: status.update(name)


@contextmanager
def agent_progress(options: Mapping[str, object], total: int) -> Iterator[Callable[[Event], None]]:
    """A bar over the agents, on terminals only; waits and failures are said in any case."""
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    console = talk_console(options)
    with Progress(
        TextColumn("agents"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal or total == 0,
        transient=True,
    ) as progress:
        task = progress.add_task("agents", total=total)

        def hear(event: Event) -> None:
            if event.total:
                progress.update(task, completed=event.done, total=event.total)
            if event.kind in {"waiting", "failed", "stopped"}:
                progress.console.print(
                    f"{event.key} {event.kind}: {event.detail}".strip(), markup=False
                )

        yield hear


def confirmed(question: str) -> bool:
    """Whether a person says yes. Raises InputError when there is no terminal to ask on."""
    from migrator.model.errors import InputError

    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise InputError(f"{question} There is no terminal to ask on; pass --yes to go on.")
    return click.confirm(question, err=True)
