"""`migrator verify`: definitions, lock and API against each other."""

from __future__ import annotations

import click

from migrator.cli.options import (
    access_from,
    api_options,
    common_options,
    format_option,
    project_from,
)


@click.command("verify")
@api_options
@format_option("text", "json")
@common_options
def command(form: str, **options: object) -> int:
    """Compare omniagents.toml and the lock with what the API holds."""
    import json
    from dataclasses import asdict

    from migrator.cli.screen import result_console
    from migrator.run.verifying import verify

    result = verify(project_from(options), access_from(options))
    if form == "json":
        document = {
            "agrees": result.agrees,
            "agents": result.agents,
            "drifts": [asdict(drift) for drift in result.drifts],
            "missing_values": dict(result.missing),
        }
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return 0 if result.agrees else 1
    console = result_console(options)
    for drift in result.drifts:
        console.print(f"{drift.kind}: agent {drift.key} {drift.id}: {drift.message}", markup=False)
        for difference in drift.differences:
            console.print(f"    {difference}", markup=False, soft_wrap=True)
    for key, why in result.missing:
        console.print(f"agent {key}: {why}", markup=False, soft_wrap=True)
    if result.agrees:
        console.print(f"{result.agents} agents: definitions, lock and API agree.", markup=False)
    return 0 if result.agrees else 1
