"""`migrator rollback`: takes the last apply back."""

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

    from migrator.rewrite.writing import RestoreResult
    from migrator.run.rolling_back import DeletedAgents


@click.command("rollback")
@click.option("--delete-agents", is_flag=True, help="Also delete agents no code uses any more.")
@click.option("--yes", "-y", is_flag=True, help="Ask nothing.")
@api_options
@format_option("text", "json")
@common_options
def command(delete_agents: bool, yes: bool, form: str, **options: object) -> int:
    """Restore the sources of the last apply, byte for byte.

    With --delete-agents, agents that this tool created are deleted too, unless code still uses
    them or somebody changed or used them. Adopted agents always stay.
    """
    import json

    from migrator.cli.screen import confirmed, put, result_console, say, talk_console
    from migrator.report.wording import counted
    from migrator.run import rolling_back
    from migrator.run.applying import locked_ids

    project = project_from(options)
    access = access_from(options) if delete_agents else None
    number = len(locked_ids(project)) if delete_agents else 0
    question = f"Restore the sources and delete up to {counted(number, 'agent')}?"
    if number and not (yes or confirmed(question)):
        say(talk_console(options), "Nothing was changed.")
        return 3
    restored = rolling_back.restore_sources(project.root)
    deleted = rolling_back.delete_agents(project, access) if access is not None else None
    if form == "json":
        put(json.dumps(_document(restored, deleted), indent=2, ensure_ascii=False))
    else:
        _print(result_console(options), restored, deleted)
    return _exit_code(restored, deleted)


def _print(console: Console, restored: RestoreResult, deleted: DeletedAgents | None) -> None:
    from migrator.cli.screen import say, tell
    from migrator.model.lock import DEFINITIONS_FILE

    for path in restored.restored:
        tell(console, "restored", path)
    for path in restored.removed:
        tell(console, "removed", path)
    for path in restored.changed:
        tell(console, "left", f"{path}: it was edited since the apply; restore it with git")
    if restored.nothing_to_do:
        say(console, "No source had to be restored.")
    if deleted is None:
        return
    for key, ident in deleted.report.deleted.items():
        tell(console, "deleted", f"agent {key}  {ident}")
    for key, why in deleted.report.kept:
        tell(console, "kept", f"agent {key}: {why}")
    for key in deleted.defined:
        why = "the code doesn't say the same; remove it by hand if you don't need it"
        tell(console, "kept", f"definition of {key} in {DEFINITIONS_FILE}: {why}")
    if deleted.report.stopped:
        tell(console, "stopped", deleted.report.stopped)


def _document(restored: RestoreResult, deleted: DeletedAgents | None) -> dict[str, object]:
    return {
        "restored": restored.restored,
        "removed": restored.removed,
        "left": restored.changed,
        "agents": None
        if deleted is None
        else {
            "deleted": deleted.report.deleted,
            "kept": dict(deleted.report.kept),
            "definitions_kept": deleted.defined,
            "stopped": deleted.report.stopped,
        },
    }


def _exit_code(restored: RestoreResult, deleted: DeletedAgents | None) -> int:
    if deleted is not None and deleted.report.stopped:
        return 4
    needs_a_person = restored.changed or (deleted and (deleted.report.kept or deleted.defined))
    return 3 if needs_a_person else 0
