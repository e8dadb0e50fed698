"""One spelling for a language, whether it came as an English name or as an ISO 639-1 code.

The two forms meet because the docs pages ask for names and the late service for codes.
"""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path


@functools.cache
def _tables() -> tuple[dict[str, str], dict[str, str]]:
    data = tomllib.loads(Path(__file__).with_name("languages.toml").read_text(encoding="utf-8"))
    names = {code: name.casefold() for code, name in data["codes"].items()}
    further = {name.casefold(): names[code] for name, code in data["further_names"].items()}
    return names, further


def is_code(text: str) -> bool:
    """Whether `text` is an ISO 639-1 code."""
    return text in _tables()[0]


def comparable_language(text: str) -> str:
    """The casefolded English name that `text` stands for; an unknown text, casefolded."""
    names, further = _tables()
    folded = text.strip().casefold()
    return names.get(folded) or further.get(folded) or folded
