"""Comments for calls: what is to be said of one stands above its statement, or on its own line."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from migrator.find.syntax import walk

_MARK = re.compile(r"^[ \t]*# migrator: stays\[[A-Z0-9, ]*\][ \t]*(?:\r\n|\r|\n|$)", re.MULTILINE)
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_ENDING = re.compile(r"(?:\r\n|\r|\n)?\Z")


def marked(text: str, codes: Mapping[int, tuple[str, ...]]) -> str:
    """The text with `# migrator: stays[CODE]` above the statements on these lines, and no others.

    Marks of an earlier run go. A text that would mean something else stays as it is.
    """
    wanted = {_statement_line(text, line): found for line, found in codes.items()}
    lines = _lines(text)
    made: list[str] = []
    for number, line in enumerate(lines, 1):
        if number in wanted:
            indentation = line[: len(line) - len(line.lstrip(" \t"))]
            ending = _ENDING.search(line)
            newline = (ending.group() if ending else "") or "\n"
            made.append(f"{indentation}# migrator: stays[{', '.join(wanted[number])}]{newline}")
        if not _MARK.fullmatch(line) or not line.strip():
            made.append(line)
    return _if_same(text, "".join(made))


def ignored(text: str, lines: Mapping[int, int]) -> str:
    """The text with `# migrator: ignore` on calls that begin and end on these lines."""
    made = _lines(text)
    for first, last in lines.items():
        for number in (last, first):
            line = made[number - 1]
            content = line.rstrip("\r\n")
            changed = f"{content}  # migrator: ignore{line[len(content) :]}"
            tried = [*made[: number - 1], changed, *made[number:]]
            if _same("".join(made), "".join(tried)):
                made = tried
                break
    return "".join(made)


def line_after(before: str, after: str, line: int) -> int | None:
    """The line of an edited text that a line of the old text became; None when it changed."""
    matcher = SequenceMatcher(None, _lines(before), _lines(after), autojunk=False)
    for old, new, size in matcher.get_matching_blocks():
        if old < line <= old + size:
            return new + line - old
    return None


def _lines(text: str) -> list[str]:
    return [line for line in _LINES.findall(text) if line]


def _statement_line(text: str, line: int) -> int:
    """The first line of the innermost statement on a line."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return line
    around = [
        node.lineno
        for node in walk(tree)
        if isinstance(node, ast.stmt) and node.lineno <= line <= (node.end_lineno or node.lineno)
    ]
    return max(around, default=line)


def _if_same(text: str, changed: str) -> str:
    return changed if _same(text, changed) else text


def _same(text: str, changed: str) -> bool:
    try:
        return ast.dump(ast.parse(text)) == ast.dump(ast.parse(changed))
    except (SyntaxError, ValueError, RecursionError):
        return False
