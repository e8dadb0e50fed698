"""`migrator rollback`: takes the last apply back."""

from __future__ import annotations

from dataclasses import dataclass
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

    from migrator.create.deletion import DeletionReport
    from migrator.rewrite.writing import RestoreResult


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
    from dataclasses import replace

    from migrator.cli.screen import (
        agent_progress,
        confirmed,
        put,
        result_console,
        say,
        talk_console,
    )
    from migrator.report.wording import counted
    from migrator.run import rolling_back
    from migrator.run.agents_asked_for import locked_ids

    project = project_from(options)
    access = access_from(options) if delete_agents else None
    number = len(locked_ids(project)) if delete_agents else 0
    question = f"Restore the sources and delete up to {counted(number, 'agent')}?"
    if number and not (yes or confirmed(question)):
        say(talk_console(options), "Nothing was changed.")
        return 3
    restored = rolling_back.restore_sources(project.root)
    deleted = None
    if access is not None:
        with agent_progress(options, form) as hear:
            deleted = rolling_back.delete_agents(project, replace(access, on_event=hear))
    orphans = rolling_back.forget_what_is_gone(project)
    kept = [key for key in orphans if deleted is not None and key in deleted.deleted]
    undone = _Undone(restored, deleted, kept)
    if form == "json":
        put(json.dumps(undone.as_document(), indent=2, ensure_ascii=False))
    else:
        _print(result_console(options), undone)
    return undone.exit_code


@dataclass(frozen=True, slots=True)
class _Undone:
    """What was taken back. `definitions` are keys of deleted agents whose definition stays."""

    sources: RestoreResult
    agents: DeletionReport | None
    definitions: list[str]

    @property
    def exit_code(self) -> int:
        if self.agents and self.agents.interrupted:
            return 130
        if self.agents and self.agents.stopped:
            return 4
        kept = self.agents and self.agents.kept
        return 3 if self.sources.changed or kept or self.definitions else 0

    def as_document(self) -> dict[str, object]:
        agents = self.agents
        return {
            "restored": self.sources.restored,
            "removed": self.sources.removed,
            "left": self.sources.changed,
            "deleted": agents.deleted if agents else {},
            "kept": dict(agents.kept) if agents else {},
            "definitions_kept": self.definitions,
            "pending": agents.pending if agents else [],
            "stopped": agents.stopped if agents else None,
        }


def _print(console: Console, undone: _Undone) -> None:
    from migrator.cli.outcome import same_command
    from migrator.cli.screen import say, tell
    from migrator.model.own_files import DEFINITIONS_FILE
    from migrator.report.wording import counted

    for path in undone.sources.restored:
        tell(console, "restored", path)
    for path in undone.sources.removed:
        tell(console, "removed", path)
    for path in undone.sources.changed:
        tell(console, "left", f"{path}: it was edited since the apply; restore it with git")
    if undone.sources.nothing_to_do:
        say(console, "No source had to be restored.")
    if undone.agents is not None:
        for key, ident in undone.agents.deleted.items():
            tell(console, "deleted", f"agent {key}  {ident}")
        for key, why in undone.agents.kept:
            tell(console, "kept", f"agent {key}: {why}")
        if undone.agents.stopped:
            tell(console, "stopped", undone.agents.stopped)
        if undone.agents.pending:
            pending = counted(len(undone.agents.pending), "agent")
            say(console, f"{pending} not reached. Run `{same_command()}` to resume.")
    for key in undone.definitions:
        why = "the code doesn't say the same; remove it by hand if you don't need it"
        tell(console, "kept", f"definition of {key} in {DEFINITIONS_FILE}: {why}")
