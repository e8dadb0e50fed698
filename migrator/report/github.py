"""Workflow commands that GitHub shows as annotations on the lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from migrator.model.plan import Plan
from migrator.report.remaining import REMAINING, remaining_message, remaining_sites
from migrator.report.summary import code_info, shown_findings
from migrator.report.visible import visible

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def render_github(plan: Plan, *, applied: bool) -> str:
    """One line a finding and one a call that still waits; suppressed ones are silent."""
    return "".join(f"{line}\n" for line in _lines(plan, applied=applied))


def _lines(plan: Plan, *, applied: bool) -> Iterator[str]:
    for finding in shown_findings(plan):
        message = finding.lead + finding.message
        message = f"{message}. {finding.hint}" if finding.hint else message
        title = f"{finding.code}: {code_info(finding.code).title}"
        command = _COMMANDS[finding.severity]
        yield _line(command, finding.path, finding.line, finding.column, title, message)
    for site in remaining_sites(plan, applied=applied):
        if site.status != "ignored":
            message = site.lead + remaining_message(plan, site)
            yield _line("warning", site.path, site.line, site.column, REMAINING.title, message)


def _line(command: str, path: str, line: int, column: int, title: str, message: str) -> str:
    properties = {"file": path, "line": str(line), "col": str(column), "title": title}
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{command} {told}::{_data(message)}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
