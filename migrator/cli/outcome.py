"""What an apply did, for people at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from migrator.run.applying import Applied


def print_outcome(console: Console, applied: Applied) -> None:
    """Agents first, then files, then what waits and what to do about it."""

    def say(text: str) -> None:
        console.print(text, markup=False, soft_wrap=True)

    creation = applied.creation
    if creation is not None:
        for word, agents in (
            ("created", creation.created),
            ("adopted", creation.adopted),
            ("changed", creation.updated),
            ("kept", creation.unchanged),
        ):
            for key, ident in agents.items():
                say(f"{word:>8}  agent {key}  {ident}")
        for key in creation.outdated:
            say(f"differs   agent {key}  its definition changed; apply shows what would change")
        for key, why in creation.failed:
            say(f"failed    agent {key}  {why}")
        if creation.stopped:
            say(f"stopped   {creation.stopped}")
    for path in applied.written:
        say(f"written   {path}")
    for path, why in applied.waiting:
        say(f"waiting   {path}  {why}")
    say(closing_line(applied))


def closing_line(applied: Applied) -> str:
    """One sentence for the whole run, and the next command."""
    summary = applied.plan.summary
    files = len(applied.written)
    parts = [f"{files} file{'' if files == 1 else 's'} rewritten"]
    if applied.creation is not None:
        agents = len(applied.creation.created)
        parts.insert(0, f"{agents} agent{'' if agents == 1 else 's'} created")
    if summary.left:
        parts.append(f"{summary.left} call{'s stay' if summary.left != 1 else ' stays'}")
    text = f"Applied: {', '.join(parts)}."
    if applied.written:
        return f"{text} Look at `git diff`; `migrator rollback` takes it back."
    if not summary.migrate and not summary.left:
        return f"{text} Nothing was left to do."
    return text
