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

    from migrator.run.verifying import Verified


@click.command("verify")
@api_options
@format_option("text", "json")
@common_options
def command(form: str, **options: object) -> int:
    """Compare omniagents.toml and the lock with what the API holds."""
    import json
    from dataclasses import asdict

    from migrator.cli.screen import put, result_console
    from migrator.run.verifying import verify

    project = project_from(options)
    result = verify(project, access_from(options))
    if form == "json":
        document = {
            "agrees": result.agrees,
            "agents": result.agents,
            "drifts": [asdict(drift) for drift in result.drifts],
            "missing_values": dict(result.missing),
        }
        put(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        _print(result_console(options), result, project.settings.environment)
    return 0 if result.agrees else 1


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
    agents = counted(result.agents, "agent")
    if not result.agrees:
        found = counted(len(result.drifts) + len(result.missing), "disagreement")
        say(console, f"{agents} in the environment {environment}: {found}.")
    elif result.agents:
        say(console, f"{agents}: definitions, lock and API agree.")
    else:
        say(console, f"No agent is defined or locked for the environment {environment}.")
