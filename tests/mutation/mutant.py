"""A defect: a small change of the source, as someone might make it by mistake."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mutant:
    """A defect: in `path` (below `migrator`), the one place that says `old` says `new`.

    `seen_by` names what is likely to notice it, and so is tried first: traps, generated programs
    ("seed 7"), cases of `tests/read/cases` ("flow: a key deleted in a branch"), test files.
    `spared` explains a defect that nothing needs to stop.
    """

    name: str
    path: str
    old: str
    new: str
    seen_by: tuple[str, ...] = ()
    spared: str = ""
