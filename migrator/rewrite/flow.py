"""Flow: how changed variables come together in the requests of an edit."""

from __future__ import annotations

from dataclasses import dataclass, field

from migrator.rewrite.variables import Key


@dataclass(slots=True)
class Flow:
    """Which changed variables feed which others, which ones the requests read, and other uses.

    `bodies` are those of `sent` that requests read for more than their URL; `logged` are uses that
    write to a log.
    """

    feeds: list[tuple[frozenset[Key], frozenset[Key]]] = field(default_factory=list)
    sent: set[Key] = field(default_factory=set)
    bodies: set[Key] = field(default_factory=set)
    uses: list[tuple[Key, int]] = field(default_factory=list)
    logged: list[tuple[Key, int]] = field(default_factory=list)

    def reached(self) -> set[Key]:
        """Variables that end up in a request."""
        return self._feeding(self.sent)

    def misused(self) -> list[tuple[Key, int]]:
        """Uses that would get something else: all but logs that tell a request's URL."""
        in_bodies = self._feeding(self.bodies)
        return self.uses + [use for use in self.logged if use[0] in in_bodies]

    def _feeding(self, sent: set[Key]) -> set[Key]:
        reached = set(sent)
        while True:
            more = {k for built, used in self.feeds if built & reached for k in used} - reached
            if not more:
                return reached
            reached |= more
