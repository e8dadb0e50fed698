"""`migrator rollback`: takes the last apply back."""

from __future__ import annotations

import click

from migrator.cli.options import access_from, api_options, common_options, project_from


@click.command("rollback")
@click.option("--delete-agents", is_flag=True, help="Also delete agents it created.")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing.")
@api_options
@common_options
def command(delete_agents: bool, yes: bool, **options: object) -> int:
    """Restore the sources of the last apply, byte for byte.

    With --delete-agents, agents that this tool created are deleted too, unless somebody changed
    or used them. Adopted agents always stay.
    """
    from migrator.cli.screen import confirmed, result_console
    from migrator.run import rolling_back

    project = project_from(options)
    access = access_from(options) if delete_agents else None
    console = result_console(options)

    def say(text: str) -> None:
        console.print(text, markup=False, soft_wrap=True)

    restored = rolling_back.restore_sources(project.root)
    for path in restored.restored:
        say(f"restored  {path}")
    for path in restored.changed:
        say(f"left      {path}  it was edited since the apply; restore it with git")
    if restored.nothing_to_do:
        say("No source had to be restored.")
    needs_a_person = bool(restored.changed)
    if access is not None:
        keys = rolling_back.deletable(project)
        if keys and not (yes or confirmed(f"Delete up to {len(keys)} agents?")):
            return 3
        report = rolling_back.delete_agents(project, access)
        for key, ident in report.deleted.items():
            say(f"deleted   agent {key}  {ident}")
        for key, why in report.kept:
            say(f"kept      agent {key}  {why}")
        if report.stopped:
            say(f"stopped   {report.stopped}")
            return 4
        needs_a_person = needs_a_person or bool(report.kept)
    return 3 if needs_a_person else 0
