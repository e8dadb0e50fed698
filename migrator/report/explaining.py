"""What `migrator explain` says: one finding code in full, or the list of all."""

from __future__ import annotations

from itertools import groupby

from migrator.model.catalogue import CATALOGUE
from migrator.model.code_info import CodeInfo
from migrator.model.errors import InputError
from migrator.report.remaining import REMAINING

_FAMILIES = {
    "OM1": "Why a call is left as it is",
    "OM2": "What the API would refuse or change",
    "OM3": "Worth a look",
    "OM9": "Why a file could not be read",
    "per": "What still waits",
}
_ROWS: dict[str, CodeInfo] = {**CATALOGUE, REMAINING.code: REMAINING}


def code_infos(code: str | None = None) -> list[CodeInfo]:
    """The row of a code (any case), or all rows. Raises InputError when there is no such code."""
    if code is None:
        return list(_ROWS.values())
    wanted = code.strip()
    info = _ROWS.get(wanted.upper()) or _ROWS.get(wanted.lower())
    if info is None:
        raise InputError(
            f"There is no finding code {wanted[:40]!r}. `migrator explain` lists the codes."
        )
    return [info]


def explain(code: str) -> str:
    """The title, severity, meaning and remedy of a code (any case), as text.

    Raises InputError when there is no such code.
    """
    (info,) = code_infos(code)
    return (
        f"{info.code}: {info.title} ({info.severity.value})\n\n{info.meaning}\n\n"
        f"What to do: {info.remedy}\n{_suppression(info)}"
    )


def explain_all() -> str:
    """Every code with its title, by family, as text."""
    blocks = []
    for family, members in groupby(_ROWS.values(), key=lambda info: info.code[:3]):
        rows = [f"  {info.code}  {info.severity.value:<7}  {info.title}" for info in members]
        blocks.append("\n".join([_FAMILIES.get(family, family), *rows]))
    return "\n\n".join([*blocks, "`migrator explain CODE` says what to do."]) + "\n"


def _suppression(info: CodeInfo) -> str:
    if not info.code.startswith("OM1"):
        return ""
    return f"\nTo silence it on one call: `# migrator: ignore[{info.code}]` on its first line.\n"
