"""How much a finding matters."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """An error stops its site, a warning asks for a look, a note is good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
