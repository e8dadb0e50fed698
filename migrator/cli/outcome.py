"""What an apply did, for people at a terminal."""

from __future__ import annotations

import json
import shlex
import sys
from textwrap import shorten
from typing import TYPE_CHECKING

from migrator.cli.screen import say, tell
from migrator.model.own_files import DEFINITIONS_FILE, LOCK_FILE, env_file
from migrator.model.secrets import redact
from migrator.report.summary import code_info
from migrator.report.wording import counted
from migrator.run.planning import unreadable

if TYPE_CHECKING:
    from rich.console import Console

    from migrator.create.configuration import Difference
    from migrator.create.outcome import CreationReport
    from migrator.create.updates import Change
    from migrator.run.applying import Applied


_LONGEST_VALUE = 60
_WITHOUT_AGENTS = frozenset({"OM322", "OM324", "OM325"})
_MOST_NAMED = 20


def print_outcome(console: Console, applied: Applied) -> None:
    """Agents first, then files, then what stays or waits and what to do about it."""
    if applied.creation is not None:
        _print_agents(console, applied.creation)
    for path in applied.written:
        tell(console, "written", path)
    for path, why in applied.waiting:
        tell(console, "waiting", f"{path}: {why}")
    _print_staying(console, applied)
    if applied.creation is not None:
        _print_unfinished(console, applied.creation)
    say(console, closing_line(applied))


def print_next_steps(console: Console, applied: Applied) -> None:
    """What is for a person to do now that sources were written."""
    file = env_file(applied.plan.environment)
    for name in applied.variables:
        say(console, f"Set {name} where the code runs; its value is in {file}.")
    if applied.written:
        say(
            console,
            f"Next: read `git diff`, commit it with {DEFINITIONS_FILE} and {LOCK_FILE}; "
            "`migrator rollback` takes it back.",
        )


def _print_agents(console: Console, creation: CreationReport) -> None:
    for word, agents in (
        ("created", creation.created),
        ("adopted", creation.adopted),
        ("changed", creation.updated),
        ("kept", creation.unchanged),
    ):
        for key, ident in agents.items():
            tell(console, word, f"agent {key}  {ident}")
    for key in creation.outdated:
        tell(
            console, "differs", f"agent {key}: its definition changed, run apply again to update it"
        )


def _print_unfinished(console: Console, creation: CreationReport) -> None:
    for key, why in creation.failed:
        tell(console, "failed", f"agent {key}: {why}")
    pending = creation.pending
    shown = ", ".join(pending[:_MOST_NAMED])
    more = f" and {len(pending) - _MOST_NAMED} more" if pending[_MOST_NAMED:] else ""
    if pending:
        tell(console, "pending", f"{counted(len(pending), 'agent')}: {shown}{more}")
    if creation.stopped and not creation.interrupted:
        tell(console, "stopped", creation.stopped)


def _print_staying(console: Console, applied: Applied) -> None:
    # Lines have moved by now; the function finds the call.
    for site in applied.plan.call_sites:
        if site.status == "left":
            codes = [code for code in site.findings if code_info(code).severity == "error"]
            why = "; ".join(f"{code} {code_info(code).title}" for code in codes)
            tell(console, "stays", f"{site.path} {site.function or 'module level'}: {why}")
    for finding in applied.plan.findings:
        if finding.code in _WITHOUT_AGENTS:
            place = f"{finding.path}{finding.position}: " if finding.call_site else ""
            tell(console, "skipped", f"{place}{finding.code} {finding.message}")
    for finding in unreadable(applied.plan):
        tell(
            console, "unread", f"{finding.path}{finding.position}: {finding.code} {finding.message}"
        )


def closing_line(applied: Applied) -> str:
    """One sentence for the whole run."""
    creation = applied.creation
    done = []
    if creation is not None:
        done += [
            (len(creation.created), "agent created", "agents created"),
            (len(creation.adopted), "agent adopted", "agents adopted"),
            (len(creation.updated), "agent changed", "agents changed"),
        ]
    done += [
        (len(applied.written), "file rewritten", "files rewritten"),
        (applied.plan.summary.left, "call stays", "calls stay"),
        (len(unreadable(applied.plan)), "file can't be read", "files can't be read"),
    ]
    parts = [counted(number, one, many) for number, one, many in done if number]
    text = f"{', '.join(parts) or 'nothing was left to do'}."
    if creation is not None and creation.interrupted:
        return f"Interrupted: {text} Run `{same_command()}` to resume."
    if creation is not None and (creation.stopped or creation.pending):
        return f"Stopped: {text} Run `{same_command()}` to resume."
    if creation is not None and creation.failed:
        failed = counted(len(creation.failed), "agent")
        return f"Applied: {text} {failed} failed; run `{same_command()}` to try again."
    return f"Applied: {text}"


def same_command() -> str:
    """The command line that this process was started with, without what looks like a secret."""
    return redact(shlex.join(["migrator", *sys.argv[1:]]))


def changes_in_words(change: Change) -> str:
    """What an update would change in an agent and its channels, from what to what."""
    parts = [difference_in_words(each) for each in change.agent]
    for channel, differences in change.channels.items():
        parts += [f"{channel}.{difference_in_words(each)}" for each in differences]
    return "; ".join(parts)


def difference_in_words(difference: Difference) -> str:
    """One member of an agent, at the API and as it is defined."""
    at_the_api, defined = map(_spelled, (difference.actual, difference.wanted))
    return f"{difference.path} is {at_the_api}, defined as {defined}"


def _spelled(value: object) -> str:
    if value is None:
        return "nothing"
    return shorten(json.dumps(value, ensure_ascii=False), _LONGEST_VALUE, placeholder=" …")
