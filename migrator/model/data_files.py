"""Where the data that comes with the program is: rule packs, the table of languages, samples.

A checkout has them at its top, in `rules/` and `samples/`; an installed wheel inside the package.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_LANGUAGES = "iso_639_1.toml"


def rules_folder() -> Path:
    """The folder of rule packs."""
    installed = _PACKAGE / "_rules"
    return installed if installed.is_dir() else _PACKAGE.parent / "rules"


def samples_folder() -> Path:
    """The folder of sample programs."""
    installed = _PACKAGE / "_samples"
    return installed if installed.is_dir() else _PACKAGE.parent / "samples"


def languages_file() -> Path:
    """The table of ISO 639-1."""
    return rules_folder() / _LANGUAGES


def pack_files() -> list[Path]:
    """Every rule pack that comes with the program, by name."""
    return sorted(path for path in rules_folder().glob("*.toml") if path.name != _LANGUAGES)
