"""Replacements of expressions in a text, made together."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field


@dataclass
class Edits:
    """Replacements of parts of a text, by position in its bytes."""

    text: str
    made: dict[tuple[int, int], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._starts = [0]
        for line in self.text.encode().split(b"\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)

    def place(self, node: ast.expr) -> tuple[int, int]:
        """Where an expression stands."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = self._starts[node.lineno - 1] + node.col_offset
        return start, self._starts[node.end_lineno - 1] + node.end_col_offset

    def put(self, node: ast.expr, text: str) -> None:
        """Write `text` for an expression."""
        self.made[self.place(node)] = text

    def put_text(self, node: ast.expr, text: str) -> None:
        """Write a string with the quotes of the one that stands there."""
        self.put(node, f"{self.quote(node)}{text}{self.quote(node)}")

    def quote(self, node: ast.expr) -> str:
        """The quote that a string is written with."""
        return "'" if self.source(node).lstrip("rbfRBF").startswith("'") else '"'

    def source(self, node: ast.expr) -> str:
        """What stands for an expression in the text."""
        return ast.get_source_segment(self.text, node) or ""

    def cut(self, start: int, end: int) -> None:
        """Take out what stands there, with the comma behind it."""
        comma = re.match(rb"\s*,", self.text.encode()[end : end + 200])
        self.made[(start, end + (comma.end() if comma else 0))] = ""

    def done(self) -> str:
        """The text with all of them made; one within another is left out."""
        data = self.text.encode()
        before = len(data) + 1
        for (start, end), text in sorted(self.made.items(), reverse=True):
            if end <= before:
                data = data[:start] + text.encode() + data[end:]
                before = start
        return data.decode()
