"""How many programs were migrated, by what was drawn for them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.end_to_end.differential.experiment import Result
    from tests.end_to_end.differential.routed import RoutedResult

MANY = "several modules"
KINDS = [f"({kind}{more})" for more in ("", f", {MANY}") for kind in ("plain", "hazardous")]


class Tally:
    """Counts results; `table()` is for people."""

    def __init__(self) -> None:
        self.programs = self.calls = self.crashed = self.only_listed = 0
        self._seen: Counter[str] = Counter()
        self._migrated: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()

    def add(self, result: Result | RoutedResult) -> None:
        """Count one program."""
        self.programs += 1
        self.calls += len(result.statuses)
        self.crashed += result.crashed
        self.only_listed += result.only_listed
        kind = "plain" if result.program.plain else "hazardous"
        if MANY in result.traits:
            kind += f", {MANY}"
        for trait in (f"({kind})", *result.traits):
            self._seen[trait] += 1
            self._migrated[trait] += result.migrated
        for site in result.plan.call_sites:
            if site.status == "left" and result.program.plain:
                messages = {
                    f"{f.code} {f.message}" for f in result.plan.findings if f.call_site == site.id
                }
                self.reasons.update(m for m in messages if m[:3] == "OM1")

    def take(self, other: Tally) -> None:
        """Count what another tally counted."""
        self.programs += other.programs
        self.calls += other.calls
        self.crashed += other.crashed
        self.only_listed += other.only_listed
        self._seen += other._seen
        self._migrated += other._migrated
        self.reasons += other.reasons

    def share(self, trait: str) -> float:
        """The part of the programs with `trait` (`(plain)`, `(hazardous)`) that was migrated."""
        return self._migrated[trait] / max(1, self._seen[trait])

    def summary(self) -> str:
        """One line: how many programs and calls, and which shares were migrated."""
        kinds = (f"{self.share(kind):.0%} of {kind}" for kind in KINDS)
        return (
            f"{self.programs} programs, {self.calls} calls, {self.crashed} programs crash as before, "
            f"{self.only_listed} have a call that is only listed; "
            f"migrated: {', '.join(kinds)}"
        )

    def table(self) -> str:
        """A line a trait: how many programs have it, and how many of them were migrated."""
        width = max((len(trait) for trait in self._seen), default=0)
        lines = [self.summary()]
        lines += [
            f"{trait:<{width}} {self._seen[trait]:>5} {self.share(trait):>5.0%}"
            for trait in sorted(self._seen)
        ]
        return "\n".join(lines)
