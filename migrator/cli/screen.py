"""The screen: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import click
from rich.console import Console

from migrator.model.errors import InputError
from migrator.report.printing import Printer
from migrator.report.visible import visible_line

if TYPE_CHECKING:
    from migrator.create.outcome import Event

_WORD_WIDTH = 8


class _Screen(Console):
    def on_broken_pipe(self) -> None:
        """Nobody reads on: the work goes on, and its exit code stays what it is."""
        discard(self.file)

    def print(self, *objects: object, **how: Any) -> None:  # noqa: ANN401 - rich's own options
        """As rich's. Raises InputError when the stream can't be written."""
        try:
            super().print(*objects, **how)
        except OSError as error:
            raise not_written(error) from None


def discard(stream: IO[str]) -> None:
    """What is written to this standard stream from now on goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def not_written(error: OSError) -> InputError:
    """What to tell when what a command has to say can't be written."""
    return InputError(
        f"The output can't be written: {error.strerror}. What the command did until then is done."
    )


def result_console(options: Mapping[str, object]) -> Console:
    """For what was asked for."""
    return _Screen(no_color=True if options.get("no_color") else None, highlight=False)


def talk_console(options: Mapping[str, object]) -> Console:
    """For what happens meanwhile; silent with --quiet."""
    return _Screen(
        stderr=True,
        no_color=True if options.get("no_color") else None,
        quiet=bool(options.get("quiet")),
        highlight=False,
    )


def say(console: Console, text: str) -> None:
    """A paragraph: wrapped between words on a terminal, one line in a pipe."""
    Printer(console).flow(visible_line(text), indent=0)


def tell(console: Console, word: str, text: str) -> None:
    """A line of a list: what was done, then to what."""
    label = (f"{word:<{_WORD_WIDTH}}", "bold")
    Printer(console).flow(visible_line(text), indent=0, label=label)


def put(text: str) -> None:
    """A document on standard output, as it is."""
    try:
        click.echo(text, nl=not text.endswith("\n"))
    except BrokenPipeError:
        discard(sys.stdout)
    except OSError as error:
        raise not_written(error) from None


@contextmanager
def steps(options: Mapping[str, object]) -> Iterator[Callable[[str], None]]:
    """A line that says what is being done, on terminals only."""
    console = talk_console(options)
    if not console.is_terminal or console.quiet:
        yield lambda name: None
        return
    with console.status("starting") as status:
        yield lambda name: status.update(name)


@contextmanager
def agent_progress(options: Mapping[str, object], form: str) -> Iterator[Callable[[Event], None]]:
    """What happens to agents: a bar on terminals, waits and stops in any case.

    With `--format json` each event is a line of JSON on standard error instead.
    """
    if form == "json":
        yield _put_event
        return
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
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    ) as progress:
        task = progress.add_task("agents", total=None, rate="")

        def hear(event: Event) -> None:
            if event.total:
                speed = progress.tasks[0].speed
                rate = f"{speed:.1f}/s" if speed else ""
                progress.update(task, completed=event.done, total=event.total, rate=rate)
            if event.kind in ("waiting", "interrupted"):
                tell(progress.console, event.kind, f"{event.key} {event.detail}".strip())

        yield hear


def _put_event(event: Event) -> None:
    document = {
        "event": event.kind,
        "agent": event.key,
        "detail": event.detail,
        "done": event.done,
        "total": event.total,
    }
    try:
        click.echo(json.dumps(document, ensure_ascii=False), err=True)
    except OSError:
        discard(sys.stderr)


def expect_someone_to_ask(question: str) -> None:
    """Raises InputError when there is no terminal to ask on."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stderr and sys.stderr.isatty()):
        raise InputError(f"{question} There is no terminal to ask on; pass --yes to go on.")


def confirmed(question: str) -> bool:
    """Whether a person says yes. Raises InputError when there is no terminal to ask on."""
    expect_someone_to_ask(question)
    return click.confirm(question, err=True)
