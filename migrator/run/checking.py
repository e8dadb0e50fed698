"""Checking for CI: does a per-session call remain that nobody has agreed to keep?"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from migrator.create.lock_file import write_whole
from migrator.model.errors import InputError
from migrator.model.plan import Plan, PlannedFinding, PlannedSite
from migrator.run.planning import unreadable


@dataclass(frozen=True, slots=True)
class CheckResult:
    """`remaining` are per-session calls that are neither suppressed nor in the baseline."""

    remaining: tuple[PlannedSite, ...]
    unreadable: tuple[PlannedFinding, ...]
    accepted: int

    @property
    def passed(self) -> bool:
        """Whether nothing is left to object to."""
        return not self.remaining and not self.unreadable


def check(plan: Plan, baseline: Path) -> CheckResult:
    """What a plan holds against the baseline file. Raises InputError when that is broken."""
    allowed = Counter(_read_baseline(baseline))
    remaining: list[PlannedSite] = []
    accepted = 0
    for site in per_session_calls(plan):
        mark = fingerprint(site)
        if allowed[mark] > 0:
            allowed[mark] -= 1
            accepted += 1
        else:
            remaining.append(site)
    return CheckResult(tuple(remaining), tuple(unreadable(plan)), accepted)


def per_session_calls(plan: Plan) -> list[PlannedSite]:
    """Call sites that still open sessions the old way."""
    return [
        site
        for site in plan.call_sites
        if site.status in {"migrate", "left"} or (site.status == "route" and site.diff)
    ]


def fingerprint(site: PlannedSite) -> str:
    """What stays the same for a call when lines move: path, function, endpoint and fields."""
    fields = sorted(field.name for field in site.fields)
    text = json.dumps([site.path, site.function, site.endpoint, fields])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def update_baseline(plan: Plan, baseline: Path) -> int:
    """Write the calls that remain now to the baseline; returns how many there are."""
    calls = per_session_calls(plan)
    entries = sorted(
        ({"call": fingerprint(site), "site": site.id} for site in calls),
        key=lambda entry: (entry["site"], entry["call"]),
    )
    write_whole(baseline, json.dumps({"version": 1, "calls": entries}, indent=2) + "\n")
    return len(calls)


def _read_baseline(path: Path) -> Iterable[str]:
    if not path.exists():
        return []
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return [str(entry["call"]) for entry in document["calls"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path} is no baseline ({type(error).__name__}); write it with --update-baseline."
        ) from None


def verdict(result: CheckResult) -> str:
    """One sentence."""
    accepted = f" ({result.accepted} in the baseline)" if result.accepted else ""
    if result.passed:
        return f"No per-session call remains{accepted}."
    count = len(result.remaining)
    calls = f"{count} per-session call{'' if count == 1 else 's'} remain{'s' if count == 1 else ''}"
    files = len(result.unreadable)
    unread = f", {files} file{'' if files == 1 else 's'} can't be read" if files else ""
    return f"{calls}{accepted}{unread}."


def as_document(result: CheckResult) -> dict[str, object]:
    """The result for scripts."""
    return {
        "passed": result.passed,
        "accepted": result.accepted,
        "remaining": [site.model_dump(exclude={"before", "after"}) for site in result.remaining],
        "unreadable": [finding.model_dump() for finding in result.unreadable],
    }
