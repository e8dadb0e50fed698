"""Flow: how changed variables come together in the requests of an edit."""

from __future__ import annotations

from dataclasses import dataclass, field

from migrator.rewrite.variables import Key


@dataclass(slots=True)
class Flow:
    """Which changed variables feed which others, which ones the requests read, and other uses."""

    feeds: list[tuple[frozenset[Key], frozenset[Key]]] = field(default_factory=list)
    sent: set[Key] = field(default_factory=set)
    uses: list[tuple[Key, int]] = field(default_factory=list)

    def reached(self) -> set[Key]:
        """Variables that end up in a request."""
        reached = set(self.sent)
        while True:
            more = {k for built, used in self.feeds if built & reached for k in used} - reached
            if not more:
                return reached
            reached |= more
