"""Which project a call speaks to: its API key's name and its base URL, against this run's."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from migrator.model.json_types import fingerprint
from migrator.model.settings import KEY_VARIABLE
from migrator.model.sites import Status
from migrator.model.values import FromEnv, Known, PerRequest, Text, Value
from migrator.plan.decisions import Decision, finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.model.settings import Settings


def one_project(decisions: Sequence[Decision], settings: Settings) -> list[Decision]:
    """The decisions, with those left that speak to another project than this run's, or to none.

    An agent lives in one project and is created with one key.
    """
    names = [project_of(decision.site.api_key) for decision in decisions]
    keys = {
        status: [
            name
            for name, decision in zip(names, decisions, strict=True)
            if name is not None and decision.status is status
        ]
        for status in (Status.DONE, Status.MIGRATE, Status.ROUTE)
    }
    # What an earlier run migrated says which project the plan is for.
    mine = (
        settings.key or _main(keys[Status.DONE]) or _main(keys[Status.MIGRATE] + keys[Status.ROUTE])
    )
    return [
        _checked(decision, name, mine, settings)
        for decision, name in zip(decisions, names, strict=True)
    ]


def project_of(key: Value) -> str | None:
    """A name for the project that an API key decides; None when the key isn't known."""
    match key:
        case FromEnv(name=name):
            return name
        case Known(value=str(text)):
            return f"literal {fingerprint(text)[:8]}"
        case Text(parts=(FromEnv(name=name),)):
            return name
    return None


def _main(names: list[str]) -> str | None:
    if KEY_VARIABLE in names:
        return KEY_VARIABLE
    counted = Counter(names).most_common(1)
    return counted[0][0] if counted else None


def _checked(
    decision: Decision, name: str | None, mine: str | None, settings: Settings
) -> Decision:
    site = decision.site
    looks_like = site.endpoint is None and decision.status is not Status.ROUTE
    if decision.status is Status.DONE or looks_like:
        return decision
    if name is None:
        why = site.api_key.why if isinstance(site.api_key, PerRequest) else "it is not one value"
        message = f"the API key can't be followed: {why}"
        if not settings.one_project:
            return decision.left(finding(site, "OM102", message))
        decision = _noted(decision, "OM316", message)
    elif name.startswith("literal "):
        message = "the API key stands in the source"
        decision = _noted(decision, "OM307", message)
    if None not in {name, mine} and name != mine:
        message = f"the call's key is {name}, this plan is for {mine}"
        if not settings.one_project:
            return decision.left(finding(site, "OM112", message))
        decision = _noted(decision, "OM316", message)
    if isinstance(site.base_url, Known) and isinstance(site.base_url.value, str):
        there = urlsplit(site.base_url.value).netloc
        if there and there != urlsplit(settings.base_url).netloc:
            message = f"the call goes to {there}, this run creates agents at {settings.base_url}"
            hint = f"Run with --base-url {site.base_url.value}."
            return decision.left(finding(site, "OM112", message, hint=hint))
    return decision


def _noted(decision: Decision, code: str, message: str) -> Decision:
    noted = finding(decision.site, code, message)
    return replace(decision, findings=(*decision.findings, noted))
