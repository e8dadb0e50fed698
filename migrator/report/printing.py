"""Lines on a console: wrapped with a hanging indent on a terminal, whole in a pipe."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import TypeAlias

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

Part: TypeAlias = "tuple[str, str]"

_ASCII = {"\u2713": "+", "\u2717": "x", "\u21bb": "~"}
_NARROWEST = 24


class Printer:
    """Prints text as it is: no markup, no highlighting, no truncation, no trailing space."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._encoding = console.encoding or "utf-8"

    def symbol(self, symbol: str) -> str:
        """`symbol`, or its stand-in where the console can't show it."""
        try:
            symbol.encode(self._encoding)
        except (UnicodeEncodeError, LookupError):
            return _ASCII.get(symbol, "*")
        return symbol

    def line(self, *parts: Part) -> None:
        """One line of parts, each with a style. Too long a line is the terminal's to wrap."""
        text = Text(no_wrap=True, overflow="ignore", end="")
        for part, style in parts:
            text.append(self._encodable(part), style)
        text.rstrip()
        self._console.print(text, soft_wrap=True, highlight=False, emoji=False, markup=False)

    def whole(self, text: str, style: str = "") -> None:
        """One line with its white space untouched."""
        shown = Text(self._encodable(text), style, no_wrap=True, overflow="ignore", end="")
        self._console.print(shown, soft_wrap=True, highlight=False, emoji=False, markup=False)

    def blank(self) -> None:
        """An empty line."""
        self._console.print()

    def flow(self, text: str, *, indent: int, label: Part | None = None, style: str = "") -> None:
        """A paragraph under a hanging indent; with a label, the text stands right of it."""
        if not text:
            return
        lead = " " * indent
        hang = lead + " " * (cell_len(label[0]) + 2 if label else 0)
        lines = [text]
        if self._console.is_terminal:
            room = max(self._console.width - len(hang), _NARROWEST)
            lines = wrap(text, room, break_long_words=False, break_on_hyphens=False) or [text]
        for number, line in enumerate(lines):
            if label and number == 0:
                self.line((lead, ""), label, ("  ", ""), (line, style))
            else:
                self.line((hang, ""), (line, style))

    def columns(self, rows: Sequence[Sequence[Part]], *, indent: int) -> None:
        """Rows in aligned columns; where a terminal is too narrow, the last cells go below."""
        widths = [max(cell_len(cell) for cell, _ in column) for column in zip(*rows, strict=True)]
        fitting = self._fitting(widths, indent)
        for row in rows:
            parts: list[Part] = [(" " * indent, "")]
            for (cell, style), width in zip(row[:fitting], widths, strict=False):
                parts += [(cell, style), (" " * (width - cell_len(cell) + 2), "")]
            self.line(*parts)
            below = "  ".join(cell for cell, _ in row[fitting:] if cell)
            self.flow(below, indent=indent + 4, style="dim")

    def _fitting(self, widths: Sequence[int], indent: int) -> int:
        if not self._console.is_terminal:
            return len(widths)
        fitting = len(widths)
        while fitting > 1 and indent + sum(widths[:fitting]) + 2 * (fitting - 1) > (
            self._console.width
        ):
            fitting -= 1
        return fitting

    def _encodable(self, text: str) -> str:
        try:
            return text.encode(self._encoding, "backslashreplace").decode(self._encoding)
        except LookupError:
            return text
