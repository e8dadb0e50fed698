"""`migrator check`: for CI."""

from __future__ import annotations

from pathlib import Path

import click

from migrator.cli.options import (
    api_options,
    common_options,
    format_option,
    paths_argument,
    planning_options,
    project_from,
)


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
    import json

    from migrator.cli.screen import result_console, steps
    from migrator.run import checking
    from migrator.run.planning import make_plan

    project = project_from(options, paths)
    with steps(options) as step:
        plan = make_plan(project, step).plan
    file = baseline if baseline is not None else project.root / checking.BASELINE_FILE
    if update_baseline:
        count = checking.update_baseline(plan, file)
        click.echo(f"{count} calls are in {file}.", err=True)
        return 0
    result = checking.check(plan, file)
    if form == "text":
        console = result_console(options)
        for site in result.remaining:
            codes = ", ".join(site.findings) or "can be migrated"
            place = f"{site.path}:{site.line}:{site.column}"
            console.print(
                f"{place}: opens a session at {site.endpoint or 'an unknown URL'} ({codes})",
                markup=False,
                soft_wrap=True,
            )
        for finding in result.unreadable:
            place = f"{finding.path}:{finding.line}"
            console.print(f"{place}: {finding.code} {finding.message}", markup=False)
        console.print(checking.verdict(result), markup=False, soft_wrap=True)
    elif form == "json":
        click.echo(json.dumps(checking.as_document(result), indent=2, ensure_ascii=False))
    else:
        from migrator.report.rendering import render

        click.echo(render(form, plan, project.pack), nl=False)  # type: ignore[arg-type]
    return 0 if result.passed else 1
