"""`migrator apply`: creates the agents, rewrites the calls, writes the report."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click

from migrator.cli.options import (
    access_from,
    access_if_any,
    api_options,
    common_options,
    format_option,
    paths_argument,
    planning_options,
    project_from,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from migrator.create.preflight import Preflight
    from migrator.model.plan import Plan
    from migrator.run.agents_asked_for import Access
    from migrator.run.applying import Applied
    from migrator.run.planning import Planned
    from migrator.run.project import Project


@dataclass(frozen=True, slots=True)
class _Asked:
    """What this apply was asked for, besides what every command may be asked for."""

    paths: tuple[Path, ...]
    yes: bool
    dry_run: bool
    agents_only: bool
    code_only: bool
    plan_file: Path | None
    sandbox: bool
    form: str
    interactive: bool
    mark: bool


@click.command("apply")
@paths_argument
@click.option("--yes", "-y", is_flag=True, help="Ask nothing.")
@click.option("--interactive", "-i", is_flag=True, help="Ask call by call, with its diff.")
@click.option("--mark", is_flag=True, help="Leave a comment with the code at each call that stays.")
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
@click.option(
    "--shared-project",
    is_flag=True,
    help="The environment lives in the same project as another one of the lock.",
)
@click.option(
    "--recorded",
    multiple=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Create agents for the configurations that OMNIAGENT_RECORD wrote to this file.",
)
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
    interactive: bool,
    mark: bool,
    **options: object,
) -> int:
    """Create the agents, rewrite the calls and write the report.

    Agents come first; a source is only written when all agents it needs exist. Run it again to
    resume after an interruption. Nothing is committed for you.
    """
    if agents_only and code_only:
        raise click.UsageError("--agents-only and --code-only exclude each other.")
    if interactive and (yes or dry_run or plan_file):
        raise click.UsageError("--interactive goes with none of --yes, --dry-run and --plan.")
    asked = _Asked(
        paths, yes, dry_run, agents_only, code_only, plan_file, sandbox, form, interactive, mark
    )
    if not sandbox:
        access = None if code_only else access_if_any(options) if dry_run else access_from(options)
        return _run(asked, access, options)
    from migrator.cli.sandboxed import sandboxed

    with sandboxed(options) as (changed, access):
        return _run(asked, None if dry_run or code_only else access, changed)


def _run(asked: _Asked, access: Access | None, options: Mapping[str, object]) -> int:
    from migrator.cli.screen import expect_someone_to_ask, say, steps, talk_console
    from migrator.cli.walk import Quit
    from migrator.rewrite.writing import recover
    from migrator.run.applying import expect_unchanged
    from migrator.run.marking import with_marks
    from migrator.run.plan_file import load_plan
    from migrator.run.planning import make_plan
    from migrator.run.wishes import forget_wishes

    if access is not None and not asked.yes and not asked.dry_run:
        expect_someone_to_ask("Apply creates agents and rewrites sources.")
    project = project_from(options, asked.paths)
    recover(project.root)
    saved = load_plan(asked.plan_file) if asked.plan_file is not None else None
    with steps(options) as step:
        planned = make_plan(project, step)
    if saved is not None:
        expect_unchanged(saved, planned.plan, project.root)
    if asked.interactive:
        try:
            project, planned = _walked(project, planned, options)
        except Quit as quit_:
            said = (
                f"{quit_.answered} answers are kept" if quit_.answered else "Nothing was answered"
            )
            again = "`migrator apply --interactive` goes on from here."
            say(talk_console(options), f"{said}, nothing was changed. {again}")
            return 3
    if asked.mark:
        planned = with_marks(planned)
    if asked.dry_run:
        return _dry_run(project, planned, access, asked, options)
    update = False
    if access is not None:
        ahead = _looked_ahead(project, planned, access, options)
        if not asked.yes and not _agreed(planned, ahead, options):
            say(talk_console(options), "Nothing was changed.")
            return 3
        update = bool(ahead.changes)
    applied = _apply(project, planned, access, update, asked, options)
    if asked.interactive:
        forget_wishes(project.root)
    _show(project, applied, asked, options)
    return _exit_code(applied)


def _walked(
    project: Project, planned: Planned, options: Mapping[str, object]
) -> tuple[Project, Planned]:
    """The project with what a person said to its calls, and the plan that follows from it."""
    from migrator.cli.screen import expect_someone_to_ask, steps
    from migrator.cli.walk import walk
    from migrator.run.marking import with_ignored
    from migrator.run.planning import make_plan

    expect_someone_to_ask("--interactive asks about each call.")

    @cache
    def with_all_routed() -> Plan:
        """The plan in which every call chooses its agent at run time that can."""
        settings = project.settings.model_copy(update={"dynamic": "route"})
        with steps(options) as step:
            return make_plan(replace(project, settings=settings), step).plan

    wishes = walk(project, planned, with_all_routed, options)
    project = replace(project, wishes=wishes)
    with steps(options) as step:
        planned = make_plan(project, step)
    return project, with_ignored(planned, wishes.ignored)


def _dry_run(
    project: Project,
    planned: Planned,
    access: Access | None,
    asked: _Asked,
    options: Mapping[str, object],
) -> int:
    import json

    from migrator.cli.screen import put, result_console, say, talk_console
    from migrator.report.terminal import print_diff
    from migrator.run.agents_asked_for import previewed
    from migrator.run.planning import needs_a_person

    ahead = None
    if access is not None:
        ahead = _looked_ahead(project, planned, access, options)
    elif not (asked.code_only or asked.sandbox):
        say(
            talk_console(options),
            "NAPSTER_API_KEY isn't set, so the API was not looked at: what of this is there "
            "already would be adopted, and what was changed would be changed back.",
        )
    requests = [] if asked.code_only else previewed(project, planned, ahead)
    if asked.form == "json":
        shown = [
            {"agent": each.key, "method": each.method, "path": each.path, "body": each.body}
            for each in requests
        ]
        diffs = {site.path: site.diff for site in planned.plan.call_sites if site.diff}
        put(json.dumps({"requests": shown, "diffs": diffs}, indent=2, ensure_ascii=False))
    else:
        print_diff(result_console(options), planned.plan)
        for each in requests:
            put(f"{each.method} {each.path}")
            put(json.dumps(each.body, indent=2, ensure_ascii=False))
    return 3 if needs_a_person(planned.plan) else 0


def _looked_ahead(
    project: Project, planned: Planned, access: Access, options: Mapping[str, object]
) -> Preflight:
    from migrator.cli.outcome import changes_in_words
    from migrator.cli.screen import say, steps, talk_console, tell
    from migrator.report.wording import counted
    from migrator.run.agents_asked_for import all_definitions, look_ahead

    with steps(options) as step:
        step("looking at the API")
        ahead = look_ahead(project, planned, access)
    talk = talk_console(options)
    say(talk, ahead.summary)
    for warning in ahead.warnings:
        tell(talk, "warning", warning)
    calls = {each.key: len(each.call_sites) for each in all_definitions(project, planned)}
    for change in ahead.changes:
        users = counted(calls.get(change.key, 0), "call")
        tell(talk, "differs", f"agent {change.key}, used by {users}: {changes_in_words(change)}")
    return ahead


def _agreed(planned: Planned, ahead: Preflight, options: Mapping[str, object]) -> bool:
    from migrator.cli.screen import confirmed, talk_console
    from migrator.report.terminal import print_plan
    from migrator.report.wording import counted

    steps = [
        f"create {counted(len(ahead.create), 'agent')}" if ahead.create else "",
        f"change {counted(len(ahead.changes), 'agent')}" if ahead.changes else "",
        f"rewrite {counted(len(planned.texts), 'file')}" if planned.texts else "",
    ]
    said = [step for step in steps if step]
    if not said:
        return True
    console = talk_console({**options, "quiet": False})
    print_plan(console, planned.plan, show_diff=False, verbose=False, with_next_step=False)
    question = " and ".join([", ".join(said[:-1]), said[-1]] if said[1:] else said)
    return confirmed(f"{question.capitalize()}?")


def _apply(
    project: Project,
    planned: Planned,
    access: Access | None,
    update: bool,
    asked: _Asked,
    options: Mapping[str, object],
) -> Applied:
    from migrator.cli.screen import agent_progress
    from migrator.run import agents_asked_for, applying

    if access is None:
        return applying.write_code(project, planned, agents_asked_for.locked_ids(project))
    with agent_progress(options, asked.form) as hear:
        access = replace(access, on_event=hear)
        if asked.agents_only:
            creation = agents_asked_for.create_agents(project, planned, access, update=update)
            return applying.Applied(planned.plan, creation)
        return applying.apply(project, planned, access, update=update)


def _show(project: Project, applied: Applied, asked: _Asked, options: Mapping[str, object]) -> None:
    from migrator.cli.outcome import print_next_steps, print_outcome
    from migrator.cli.screen import put, result_console, say, talk_console
    from migrator.create.forgetting import forget_environment
    from migrator.run.applying import record

    report = record(project, applied)
    if asked.form == "json":
        put(applied.to_json())
    else:
        print_outcome(result_console(options), applied)
    talk = talk_console(options)
    if asked.sandbox:
        forget_environment(project.root, project.settings.environment)
        say(talk, "The agents were in the sandbox and are gone; `migrator rollback` undoes it.")
    else:
        print_next_steps(talk, applied)
    if report is not None:
        say(talk, f"Report: {report}")


def _exit_code(applied: Applied) -> int:
    creation = applied.creation
    if creation is not None and creation.interrupted:
        return 130
    if creation is not None and (creation.stopped or creation.pending):
        return 4
    return 3 if applied.needs_a_person else 0
