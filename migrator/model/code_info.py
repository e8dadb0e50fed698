"""What there is to say of a finding code."""

from __future__ import annotations

from dataclasses import dataclass

from migrator.model.severity import Severity


@dataclass(frozen=True, slots=True)
class CodeInfo:
    """One row of `migrator explain`. `title` is a short clause; the others are sentences."""

    code: str
    severity: Severity
    title: str
    meaning: str
    remedy: str
