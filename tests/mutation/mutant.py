"""A defect: a small change of the source, as someone might make it by mistake."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mutant:
    """A defect: in `path` (below `migrator`), the one place that says `old` says `new`.

    `spared` explains one that nothing needs to stop.
    """

    name: str
    path: str
    old: str
    new: str
    spared: str = ""
