"""The one alert that isn't a finding: a call that could open through an agent and doesn't yet."""

from __future__ import annotations

from migrator.model.code_info import CodeInfo
from migrator.model.plan import Plan, PlannedSite
from migrator.model.severity import Severity
from migrator.report.summary import agent_names

REMAINING = CodeInfo(
    "per-session-call",
    Severity.WARNING,
    "a call opens its session per session",
    "The call posts the whole agent configuration for each session. It can be migrated: the plan "
    "has an agent that opens the same session.",
    "Run `migrator apply`.",
)


def remaining_sites(plan: Plan, *, applied: bool) -> list[PlannedSite]:
    """Calls that wait to be migrated, and calls that stay without a finding that says why."""
    explained = {finding.call_site for finding in plan.findings}
    moving = () if applied else ("migrate", "route")
    return [
        site
        for site in plan.call_sites
        if site.status in moving
        or (site.status in ("left", "ignored") and site.id not in explained)
    ]


def remaining_message(plan: Plan, site: PlannedSite) -> str:
    """What to say of a call that was not rewritten and that no finding speaks of."""
    names = agent_names(plan)
    agents = ", ".join(names.get(key, key) for key in site.agents)
    if site.status in ("migrate", "route"):
        through = f" through {agents}" if agents else ""
        return f"This call can open its session{through}. Run `migrator apply`."
    return "This call opens its session per session."
