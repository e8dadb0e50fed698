"""Languages as ISO 639-1 knows them: English name to code and back.

Agents take codes where per-session calls took names (docs/building-your-omniagent/configuration).
"""

from __future__ import annotations

import tomllib
from functools import cache

from migrator.model.data_files import languages_file


def iso_code(value: str) -> str | None:
    """The two-letter code of a code or an English name, in any case.

    None for anything else; region tags such as `en-US` are not codes.
    """
    folded = value.casefold()
    return folded if folded in _names() else _codes().get(folded)


def english_name(code: str) -> str | None:
    """The usual English name of a code, None if there is no such code."""
    names = _names().get(code)
    return names[0] if names else None


def english_names() -> tuple[str, ...]:
    """Every English name of a language."""
    return tuple(name for names in _names().values() for name in names)


@cache
def _names() -> dict[str, list[str]]:
    with languages_file().open("rb") as file:
        return tomllib.load(file)


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): code for code, names in _names().items() for name in names}
