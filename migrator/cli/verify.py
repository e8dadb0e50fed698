"""`migrator verify`: definitions, lock and API against each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from migrator.cli.options import (
    access_from,
    api_options,
    common_options,
    format_option,
    project_from,
)

if TYPE_CHECKING:
    from rich.console import Console

    from migrator.observe.traffic import Traffic
    from migrator.run.verifying import Verified

_MOST_NAMED = 20


@click.command("verify")
@click.option("--sessions", is_flag=True, help="Also look which sessions went through agents.")
@click.option(
    "--days",
    metavar="N",
    type=click.FloatRange(min=0, min_open=True),
    default=7.0,
    show_default="7",
    help="How far back --sessions looks.",
)
@api_options
@format_option("text", "json")
@common_options
def command(sessions: bool, days: float, form: str, **options: object) -> int:
    """Compare omniagents.toml and the lock with what the API holds.

    With --sessions, tell which traffic still opens per-session, and which of the configurations
    seen there no agent has.
    """
    import json
    from dataclasses import asdict

    from migrator.cli.screen import put, result_console
    from migrator.run.verifying import verify

    project = project_from(options)
    access = access_from(options)
    result = verify(project, access, session_days=days if sessions else None)
    if form == "json":
        document = {
            "agrees": result.agrees,
            "agents": result.agents,
            "drifts": [asdict(drift) for drift in result.drifts],
            "missing_values": dict(result.missing),
            "other_agents": dict(result.others),
            "traffic": None if result.traffic is None else asdict(result.traffic),
        }
        put(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        _print(result_console(options), result, project.settings.environment)
    return 0 if result.is_fine else 1


def _print(console: Console, result: Verified, environment: str) -> None:
    from migrator.cli.outcome import difference_in_words
    from migrator.cli.screen import say, tell
    from migrator.report.wording import counted

    for drift in result.drifts:
        ident = f" {drift.id}" if drift.id else ""
        say(console, f"{drift.kind}: agent {drift.key}{ident}: {drift.message}")
        for difference in drift.differences:
            tell(console, "", difference_in_words(difference))
    for key, why in result.missing:
        say(console, f"no value: agent {key}: {why}")
    for ident, name in result.others[:_MOST_NAMED]:
        say(console, f"unknown: agent {ident} ({name}): neither defined nor locked here")
    if more := result.others[_MOST_NAMED:]:
        say(console, f"unknown: {counted(len(more), 'more agent')}")
    if result.traffic is not None:
        _print_traffic(console, result.traffic)
    agents = counted(result.agents, "agent")
    if not result.agrees:
        found = counted(len(result.drifts) + len(result.missing), "disagreement")
        say(console, f"{agents} in the environment {environment}: {found}.")
    elif result.agents:
        say(console, f"{agents}: definitions, lock and API agree.")
    else:
        say(console, f"No agent is defined or locked for the environment {environment}.")


def _print_traffic(console: Console, traffic: Traffic) -> None:
    from migrator.cli.screen import say
    from migrator.report.wording import counted

    for key, number in sorted(traffic.through_agents.items()):
        say(console, f"moved: {counted(number, 'session')} through agent {key}")
    for ident, number in sorted(traffic.through_others.items()):
        say(console, f"other: {counted(number, 'session')} through agent {ident}, not in the lock")
    for group in traffic.per_session:
        shown = ", ".join(
            f"{name} {_spelled(value)}" for name, value in group.shown.items() if value
        )
        means = (
            f"agent {' or '.join(group.agents)} may stand for it"
            if group.agents
            else "no agent covers it"
        )
        said = counted(group.sessions, f"{group.channel} session".strip())
        say(console, f"per-session: {said} with {shown or 'nothing set'}: {means}")
    if not (traffic.through_agents or traffic.through_others or traffic.per_session):
        say(console, "No session was opened in that time.")


def _spelled(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
