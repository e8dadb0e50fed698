"""One way in: a plan, and the lock where there is one, in the format that was asked for."""

from __future__ import annotations

from typing import Literal, TypeAlias, assert_never

from migrator.model.lock import Lock
from migrator.model.pack import RulePack
from migrator.model.plan import Plan

Format: TypeAlias = Literal["html", "markdown", "json", "sarif", "github", "text"]


def render(
    format: Format,  # noqa: A002 - the option people type
    plan: Plan,
    pack: RulePack,
    lock: Lock | None = None,
    *,
    applied: bool = False,
) -> str:
    """The report as text with a final newline.

    `lock` adds the ids of agents that exist; `applied` tells of what was done, not of what would
    be. Each renderer is loaded when it is asked for.
    """
    match format:
        case "html":
            from migrator.report.html import render_html

            return render_html(plan, pack, lock, applied=applied)
        case "markdown":
            from migrator.report.markdown import render_markdown

            return render_markdown(plan, pack, lock, applied=applied)
        case "json":
            return plan.to_json()
        case "sarif":
            from migrator.report.sarif import render_sarif

            return render_sarif(plan, pack, applied=applied)
        case "github":
            from migrator.report.github import render_github

            return render_github(plan, applied=applied)
        case "text":
            from migrator.report.terminal import render_text

            return render_text(plan, pack, lock, applied=applied)
        case _:
            assert_never(format)
