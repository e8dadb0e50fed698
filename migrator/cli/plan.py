"""`migrator plan`: shows everything, changes nothing."""

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


@click.command("plan")
@paths_argument
@click.option("--diff", is_flag=True, help="Print the edits.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of plan.json and exit.")
@planning_options
@api_options
@format_option("text", "json", "sarif", "github")
@common_options
def command(paths: tuple[Path, ...], diff: bool, schema: bool, form: str, **options: object) -> int:
    """Show which calls would migrate, to which agents, and what needs a person.

    Nothing is changed and nothing is created; the plan is kept in .migrator/plan.json.
    """
    import json

    from migrator.cli.screen import put, result_console, steps
    from migrator.model.plan import Plan

    if schema:
        put(json.dumps(Plan.model_json_schema(), indent=2))
        return 0
    from migrator.run.plan_file import save_plan
    from migrator.run.planning import make_plan, needs_a_person

    project = project_from(options, paths)
    with steps(options) as step:
        planned = make_plan(project, step)
    save_plan(project.root, planned.plan)
    if form == "text":
        from migrator.report.terminal import print_plan

        print_plan(
            result_console(options),
            planned.plan,
            show_diff=diff,
            verbose=bool(options["verbose"]),
            pack=project.pack,
        )
    else:
        from migrator.report.rendering import render

        put(render(form, planned.plan, project.pack))  # type: ignore[arg-type]
    return 3 if needs_a_person(planned.plan) else 0
