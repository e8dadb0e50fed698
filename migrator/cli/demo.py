"""`migrator demo`: the whole migration on the samples, with the proof on screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.console import Console

    from migrator.run.demonstrating import Demonstration


@click.command("demo")
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="A new folder for the copy (default: a temporary one, which is kept).",
)
@click.option("--profile", type=click.Choice(["docs", "live"]), default="live", show_default=True)
@click.option("--verbose", "-v", is_flag=True, help="Say more; show tracebacks.")
@click.option("--no-color", is_flag=True, help="No colours (also NO_COLOR).")
def command(output: Path | None, profile: str, **options: object) -> int:
    """Migrate a copy of the samples against an embedded sandbox and compare before and after.

    No account and no key are needed. Exit code 0 when every sample ended as its README line says.
    """
    from migrator.cli.sandboxed import NEEDS_EXTRA
    from migrator.cli.screen import result_console, steps
    from migrator.model.errors import InputError

    try:
        from migrator.run.demonstrating import demonstrate
    except ImportError:
        raise InputError(NEEDS_EXTRA.replace("[sandbox]", "[demo]")) from None
    if output is not None and (output / "samples").exists():
        raise InputError(f"{output} holds samples already; name a new folder.")
    with steps(options) as step:
        shown = demonstrate(output, "docs" if profile == "docs" else "live", step)
    _print(result_console(options), shown)
    return 0 if shown.as_promised else 1


def _print(console: Console, shown: Demonstration) -> None:
    from rich import box
    from rich.table import Table

    from migrator.cli.screen import say
    from migrator.report.wording import counted

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("sample", no_wrap=True)
    table.add_column("calls", overflow="fold")
    table.add_column("agent", overflow="fold")
    table.add_column("sessions", justify="right")
    table.add_column("before and after")
    for result in shown.results:
        table.add_row(
            result.sample.name,
            ", ".join(result.statuses),
            ", ".join(result.agents) or "-",
            f"{result.sessions_before} / {result.sessions_after}",
            "not as promised" if result.problems else "equal",
            style="red" if result.problems else None,
        )
    console.print(table)
    for result in shown.results:
        for problem in result.problems:
            say(console, f"{result.sample.name}: {problem}")
    summary = shown.plan.summary
    verdict = "Every sample ended" if shown.as_promised else "Not every sample ended"
    say(
        console,
        f"{counted(summary.sites, 'call')}: {summary.migrate} migrated through "
        f"{counted(summary.agents, 'agent')}, {summary.left} left on purpose. "
        f"{verdict} as promised.",
    )
    say(console, f"Code: {shown.folder} (`git diff` there shows the edits)")
    say(console, f"Report: {shown.report}")
