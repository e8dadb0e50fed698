"""Dialects: which Python a file is written for that the running one can't parse."""

from __future__ import annotations

import re
import sys

_PYTHON_2 = re.compile(
    r"\bprint\s+[^\s(=]|\bexec\s+[\"'\w]|\bexcept\s+[\w.()\s,]+,\s*[a-z_]\w*\s*:|\braise\s+\w+\s*,"
    r"|<>|`[^`]+`|\b0[0-7]+\b|\b\d+[lL]\b|\b[uU][rR][\"']|\bdef\s+\w+\([^)]*\("
)
_NEWER = (
    ((3, 12), re.compile(r"^\s*type\s+\w+\s*(?:\[.*\])?\s*=")),
    ((3, 12), re.compile(r"^\s*(?:async\s+def|def|class)\s+\w+\[")),
    ((3, 12), re.compile(r"\b[fF][rR]?([\"'])(?:(?!\1).)*\{[^{}]*(?:\1[^{}]*\1|\\)[^{}]*\}")),
    ((3, 14), re.compile(r"(?<![\w\"'])[tT][rR]?[\"']")),
    ((3, 14), re.compile(r"\bexcept\*?\s+[\w.]+(?:\s*,\s*[A-Z][\w.]*)+\s*:")),
)


def dialect(error: SyntaxError, text: str, running: tuple[int, int] = sys.version_info[:2]) -> str:
    """The Python that a file with this syntax error needs, such as `Python 3.12`.

    Empty when no Python reads it, as far as the line of the error tells. `running` is the version
    that refused it.
    """
    lines = text.splitlines()
    number = error.lineno or 1
    line = lines[number - 1] if number <= len(lines) else ""
    for version, pattern in _NEWER:
        if version > running and pattern.search(line):
            return f"Python {version[0]}.{version[1]}"
    return "Python 2" if _PYTHON_2.search(line) else ""


def complaint(error: SyntaxError, text: str) -> tuple[str, str]:
    """The finding code and what to say of a syntax error: OM901, or OM902 for another Python."""
    needed = dialect(error, text)
    message = error.msg or "invalid syntax"
    if not needed:
        return "OM901", message
    if needed == "Python 2":
        return "OM902", f"it is Python 2: {message}"
    return "OM902", f"it needs {needed}, and {sys.version_info[0]}.{sys.version_info[1]} runs here"
