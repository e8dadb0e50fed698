"""A finding: one thing a person should know about one place, under a code that never changes."""

from __future__ import annotations

from dataclasses import dataclass

from migrator.model.catalogue import CATALOGUE
from migrator.model.severity import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `call_site` is the id of the site it belongs to; lines and columns from 1."""

    code: str
    message: str
    path: str
    line: int = 1
    column: int = 1
    hint: str = ""
    call_site: str | None = None

    @property
    def severity(self) -> Severity:
        """The severity its code has in the catalogue."""
        return CATALOGUE[self.code].severity
