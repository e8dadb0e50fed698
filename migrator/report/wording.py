"""The sentences that every report shares: counts, statuses, and what a plan comes to."""

from __future__ import annotations

from typing import Literal

from migrator.model.pack import RulePack
from migrator.model.plan import Plan, PlannedSite
from migrator.report.summary import reasons_for_staying

Status = Literal["migrate", "route", "left", "ignored", "done"]
STATUSES: tuple[Status, ...] = ("migrate", "route", "left", "ignored", "done")
_MOVING: tuple[Status, ...] = ("migrate", "route")
MARKS: dict[Status, str] = {
    "migrate": "\u2713",
    "route": "\u21bb",
    "left": "\u2717",
    "ignored": "-",
    "done": "=",
}
_PLANNED: dict[Status, str] = {
    "migrate": "to migrate",
    "route": "to route",
    "left": "stay",
    "ignored": "ignored",
    "done": "done already",
}
_APPLIED: dict[Status, str] = {**_PLANNED, "migrate": "migrated", "route": "routed"}


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 call`, `3 calls`."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def status_word(status: Status, *, number: int = 1, applied: bool = False) -> str:
    """The word people read for so many calls of a status."""
    if status == "left" and number == 1:
        return "stays"
    return (_APPLIED if applied else _PLANNED)[status]


def headline(plan: Plan, *, applied: bool = False) -> str:
    """What the plan comes to, in one sentence or two."""
    summary = plan.summary
    if not summary.sites:
        return "No call that opens a session was found."
    files = len({site.path for site in plan.call_sites})
    found = f"{counted(summary.sites, 'call')} in {counted(files, 'file')}"
    return f"{found}: {', '.join(_clauses(plan, applied))}.{_why(plan)}"


def closing_line(plan: Plan, *, applied: bool = False) -> str:
    """The last line of a terminal report, such as `Plan: 7 to migrate through 4 agents, 1 stays.`"""
    if not plan.summary.sites:
        return f"{'Applied' if applied else 'Plan'}: nothing to migrate."
    return f"{'Applied' if applied else 'Plan'}: {', '.join(_clauses(plan, applied))}."


def not_listed(plan: Plan) -> str:
    """How many files name an endpoint and are not listed, empty when none are."""
    number = plan.files.unlisted
    if not number:
        return ""
    verb = "names" if number == 1 else "name"
    files = f"{number} generated or vendored file{'' if number == 1 else 's'}"
    return f"{files} {verb} an endpoint too and {'is' if number == 1 else 'are'} not listed."


def sends(site: PlannedSite, pack: RulePack | None = None) -> str:
    """What a call sends, such as `POST /public/connections, 9 fields, requests`.

    Without a pack, which knows the paths, the channel stands for them: `webrtc session, …`.
    """
    known = pack.endpoints if pack else []
    endpoint = next((row for row in known if row.key == site.endpoint), None)
    where = f"{site.channel} session" if site.channel else "address not known"
    if endpoint:
        where = f"{endpoint.method} {endpoint.path}"
    if site.status == "done":
        where = "opens through an agent"
    fields = counted(len(site.fields), "field") if site.fields else ""
    return ", ".join(part for part in (where, fields, site.client) if part)


def next_step(plan: Plan, *, applied: bool, diff_shown: bool = False) -> str:
    """What to type next, empty when nothing is left to do."""
    if applied:
        return "Next: `migrator check` keeps new ones out in CI; `migrator rollback` undoes this."
    if any(site.diff for site in plan.call_sites):
        diff = "" if diff_shown else "; `migrator plan --diff` shows the edits"
        return f"Next: `migrator apply` creates the agents and rewrites the calls{diff}."
    if plan.summary.left:
        return "Next: `migrator explain CODE` tells more about a reason."
    return ""


def _clauses(plan: Plan, applied: bool) -> list[str]:
    counts = {status: int(getattr(plan.summary, status)) for status in STATUSES}
    said = {
        status: f"{number} {status_word(status, number=number, applied=applied)}"
        for status, number in counts.items()
        if number
    }
    moving = " and ".join(said.pop(status) for status in _MOVING if status in said)
    if moving and plan.summary.agents:
        moving += f" through {counted(plan.summary.agents, 'agent')}"
    return [clause for clause in (moving, *said.values()) if clause]


def _why(plan: Plan) -> str:
    reasons = reasons_for_staying(plan)
    if not reasons:
        return ""
    told = "; ".join(f"{title} ({number})" for title, number in reasons[:3])
    more = f"; {counted(len(reasons) - 3, 'more reason')}" if len(reasons) > 3 else ""
    return (
        f" Why {plan.summary.left} {status_word('left', number=plan.summary.left)}: {told}{more}."
    )
