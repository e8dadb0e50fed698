"""`migrator check`: for CI."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from migrator.cli.options import (
    api_options,
    common_options,
    format_option,
    paths_argument,
    planning_options,
    project_from,
)

if TYPE_CHECKING:
    from rich.console import Console

    from migrator.run.checking import CheckResult


@click.command("check")
@paths_argument
@click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Calls that are agreed to stay (default: .migrator-baseline.json).",
)
@click.option("--update-baseline", is_flag=True, help="Write the calls that remain now to it.")
@planning_options
@api_options
@format_option("text", "json", "sarif", "github")
@common_options
def command(
    paths: tuple[Path, ...],
    baseline: Path | None,
    update_baseline: bool,
    form: str,
    **options: object,
) -> int:
    """Fail while per-session calls remain that are neither suppressed nor in the baseline.

    Suppress a call in the source with `# migrator: ignore[CODE]` on one of its lines.
    """
    from migrator.cli.screen import put, result_console, say, steps, talk_console
    from migrator.model.own_files import BASELINE_FILE
    from migrator.report.wording import counted
    from migrator.run import checking
    from migrator.run.planning import make_plan

    project = project_from(options, paths)
    with steps(options) as step:
        plan = make_plan(project, step).plan
    file = baseline if baseline is not None else project.root / BASELINE_FILE
    if update_baseline:
        count = checking.update_baseline(plan, file)
        verb = "is" if count == 1 else "are"
        say(talk_console(options), f"{counted(count, 'call')} {verb} in {file}.")
        return 0
    result = checking.check(plan, file)
    if form == "text":
        _print(result_console(options), result)
    elif form == "json":
        put(json.dumps(checking.as_document(result), indent=2, ensure_ascii=False))
    else:
        from migrator.report.rendering import render

        put(render(form, plan, project.pack))  # type: ignore[arg-type]
    return 0 if result.passed else 1


def _print(console: Console, result: CheckResult) -> None:
    from migrator.cli.screen import say
    from migrator.run.checking import verdict

    for site in result.remaining:
        codes = ", ".join(site.findings) or "can be migrated"
        place = f"{site.path}{site.position}:{site.column}"
        say(console, f"{place}: opens a session at {site.endpoint or 'an unknown URL'} ({codes})")
    for finding in result.unreadable:
        say(console, f"{finding.path}{finding.position}: {finding.code} {finding.message}")
    say(console, verdict(result))
