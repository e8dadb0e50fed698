"""`migrator apply`: creates the agents, rewrites the calls, writes the report."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from migrator.cli.options import (
    access_from,
    api_options,
    common_options,
    format_option,
    paths_argument,
    planning_options,
    project_from,
)

if TYPE_CHECKING:
    from migrator.run.applying import Access, Applied
    from migrator.run.planning import Planned
    from migrator.run.project import Project


@click.command("apply")
@paths_argument
@click.option("--yes", "-y", is_flag=True, help="Ask nothing.")
@click.option("--dry-run", is_flag=True, help="Print the diff and the requests, do neither.")
@click.option("--agents-only", is_flag=True, help="Create the agents, leave the sources.")
@click.option("--code-only", is_flag=True, help="Rewrite with ids from the lock, create nothing.")
@click.option(
    "--plan",
    "plan_file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Apply this saved plan; refused when anything changed since.",
)
@click.option("--sandbox", is_flag=True, help="Create the agents in an embedded local API.")
@planning_options
@api_options
@format_option("text", "json")
@common_options
def command(
    paths: tuple[Path, ...],
    yes: bool,
    dry_run: bool,
    agents_only: bool,
    code_only: bool,
    plan_file: Path | None,
    sandbox: bool,
    form: str,
    **options: object,
) -> int:
    """Create the agents, rewrite the calls and write the report.

    Agents come first; a source is only written when all agents it needs exist. Run it again to
    resume after an interruption. Nothing is committed for you.
    """
    if agents_only and code_only:
        raise click.UsageError("--agents-only and --code-only exclude each other.")
    if sandbox:
        from migrator.cli.sandboxed import sandboxed_options

        with sandboxed_options(options) as (changed, key):
            return _run(paths, yes, dry_run, agents_only, code_only, plan_file, form, changed, key)
    return _run(paths, yes, dry_run, agents_only, code_only, plan_file, form, options, None)


def _run(
    paths: tuple[Path, ...],
    yes: bool,
    dry_run: bool,
    agents_only: bool,
    code_only: bool,
    plan_file: Path | None,
    form: str,
    options: dict[str, object],
    sandbox_key: str | None,
) -> int:
    from migrator.cli.screen import steps
    from migrator.rewrite.writing import recover
    from migrator.run.applying import Access, expect_unchanged, load_plan
    from migrator.run.planning import make_plan

    project = project_from(options, paths)
    recover(project.root)
    needs_key = not (dry_run or code_only)
    access = Access(sandbox_key) if sandbox_key else access_from(options) if needs_key else None
    saved = load_plan(plan_file) if plan_file is not None else None
    with steps(options) as step:
        planned = make_plan(project, step)
    if saved is not None:
        expect_unchanged(saved, planned.plan, project.root)
    if dry_run:
        return _dry_run(project, planned, form, options)
    if access is not None:
        update = _agreed(project, planned, access, yes, options)
        if update is None:
            return 3
    else:
        update = False
    applied = _apply(project, planned, access, agents_only, update, options)
    _show(project, applied, form, options)
    return _exit_code(applied)


def _dry_run(project: Project, planned: Planned, form: str, options: dict[str, object]) -> int:
    import json

    from migrator.cli.screen import result_console
    from migrator.report.terminal import print_diff
    from migrator.run.applying import previewed

    requests = previewed(project, planned)
    if form == "json":
        shown = [
            {"agent": each.key, "method": each.method, "path": each.path, "body": each.body}
            for each in requests
        ]
        diffs = {site.path: site.diff for site in planned.plan.call_sites if site.diff}
        click.echo(json.dumps({"requests": shown, "diffs": diffs}, indent=2, ensure_ascii=False))
    else:
        print_diff(result_console(options), planned.plan)
        for each in requests:
            click.echo(f"{each.method} {each.path}")
            click.echo(json.dumps(each.body, indent=2, ensure_ascii=False))
    return 3 if planned.plan.summary.left else 0


def _agreed(
    project: Project, planned: Planned, access: Access, yes: bool, options: dict[str, object]
) -> bool | None:
    """Whether agents of ours may be changed; None when the person says no to all of it."""
    from migrator.cli.screen import confirmed, result_console, talk_console
    from migrator.report.terminal import print_plan
    from migrator.run.applying import look_ahead

    talk = talk_console(options)
    ahead = look_ahead(project, planned, access)
    for missing in ahead.missing_references:
        talk.print(f"warning: {missing}", markup=False)
    if ahead.sees_none_of_the_lock:
        talk.print("warning: this key sees none of the agents in the lock; is it the right one?")
    if ahead.over_cap:
        talk.print(
            f"warning: {ahead.visible} agents exist and {len(ahead.create)} are to be created; "
            f"the organization may hold {ahead.cap}."
        )
    for change in ahead.changes:
        talk.print(f"to change: {change}", markup=False)
    if yes:
        return bool(ahead.changes)
    if not planned.texts and not ahead.create and not ahead.changes:
        return False
    print_plan(result_console(options), planned.plan, show_diff=False, verbose=False)
    question = (
        f"Create {len(ahead.create)} agents, change {len(ahead.changes)}, "
        f"rewrite {len(planned.texts)} files?"
    )
    return bool(ahead.changes) if confirmed(question) else None


def _apply(
    project: Project,
    planned: Planned,
    access: Access | None,
    agents_only: bool,
    update: bool,
    options: dict[str, object],
) -> Applied:
    from migrator.cli.screen import agent_progress
    from migrator.run import applying

    if access is None:
        return applying.write_code(project, planned, applying.locked_ids(project))
    with agent_progress(options, len(planned.groups)) as hear:
        access = replace(access, on_event=hear)
        if agents_only:
            creation = applying.create_agents(project, planned, access, update=update)
            return applying.Applied(planned.plan, creation)
        return applying.apply(project, planned, access, update=update)


def _show(project: Project, applied: Applied, form: str, options: dict[str, object]) -> None:
    from migrator.cli.screen import result_console, talk_console
    from migrator.run.applying import saved_report

    report = saved_report(project, applied.plan)
    if form == "json":
        click.echo(applied.to_json())
        return
    from migrator.cli.outcome import print_outcome

    print_outcome(result_console(options), applied)
    talk_console(options).print(f"Report: {report}", markup=False, soft_wrap=True)


def _exit_code(applied: Applied) -> int:
    creation = applied.creation
    if creation is not None and creation.interrupted:
        return 130
    if creation is not None and (creation.stopped or creation.pending):
        return 4
    return 3 if applied.needs_a_person else 0
