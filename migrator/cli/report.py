"""`migrator report`: the last plan again, in another form."""

from __future__ import annotations

from pathlib import Path

import click

from migrator.cli.options import common_options, project_from


@click.command("report")
@click.option(
    "--format",
    "form",
    type=click.Choice(["html", "markdown", "json", "sarif"]),
    default="html",
    show_default=True,
    help="What to render.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write it (default: .migrator/report.html, else standard output).",
)
@common_options
def command(form: str, output: Path | None, **options: object) -> int:
    """Render the plan and the lock again."""
    from migrator.cli.screen import put, say, talk_console
    from migrator.create.lock_file import read_lock, write_whole
    from migrator.model.state_folder import STATE_FOLDER
    from migrator.report.rendering import render
    from migrator.run.applying import REPORT_FILE
    from migrator.run.plan_file import PLAN_FILE, load_plan

    project = project_from(options)
    folder = project.root / STATE_FOLDER
    plan = load_plan(folder / PLAN_FILE)
    text = render(form, plan, project.pack, read_lock(project.root))  # type: ignore[arg-type]
    if output is None and form == "html":
        output = folder / REPORT_FILE
    if output is None:
        put(text)
        return 0
    write_whole(output, text)
    say(talk_console(options), f"Report: {output}")
    return 0
