"""The code cells of a notebook document (nbformat 2 to 4): where their source stands in the file."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from migrator.find.json_places import Node, document, spelled

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_OPAQUE = ("outputs", "metadata", "attachments")
_PYTHON = frozenset({"python", "python2", "python3", "ipython", "sage", "cython"})


class NotANotebook(Exception):
    """The file is no notebook, or a broken one. `line` is where that was seen."""

    def __init__(self, message: str, line: int = 1) -> None:
        self.line = line
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Cell:
    """One code cell. `number` counts all cells of the notebook from 1.

    `node` is its source in the document, a string or a list of `pieces`. `run` counts when it was
    last run.
    """

    number: int
    source: str
    node: Node
    pieces: tuple[Node, ...]
    run: int | None = None

    def place_of(self, line: int) -> int:
        """Offset in the document of a line (from 1) of the source."""
        at = 1
        for piece in self.pieces:
            at += str(piece.value).count("\n")
            if at > line or (at == line and not str(piece.value).endswith("\n")):
                return piece.start
        return self.pieces[-1].start if self.pieces else self.node.start


def code_cells(text: str) -> list[Cell]:
    """The Python code cells of a notebook, in order. Raises NotANotebook."""
    try:
        whole = document(text, _OPAQUE)
        found = list(_code_cells(text, whole))
    except json.JSONDecodeError as error:
        problem = f"line {error.lineno} is not JSON: {error.msg}"
        raise NotANotebook(problem, error.lineno) from None
    except RecursionError:
        raise NotANotebook("the notebook is nested too deeply to be read") from None
    return found


def is_python(data: bytes) -> bool:
    """Whether the notebook's kernel speaks Python, or it doesn't say."""
    try:
        metadata = json.loads(data)["metadata"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return True
    return all(language in _PYTHON for language in _languages(metadata))


def respelled(text: str, cell: Cell, source: str) -> str:
    """The document with another source in a cell; lines that stay keep their spelling."""
    escape = text.isascii() and re.search(r"\\u00[89a-f]|\\u(?!00)", text) is not None
    if isinstance(cell.node.value, list) and not cell.pieces:
        lines = _LINE.findall(source)
        tokens = ", ".join(json.dumps(line, ensure_ascii=escape) for line in lines)
        return f"{text[: cell.node.start]}[{tokens}]{text[cell.node.end :]}"
    if isinstance(cell.node.value, list) and _one_a_line(cell):
        return _with_lines(text, cell, source, escape)
    cuts = [
        cut
        for start, end, new in _changes(cell.source, source)
        for cut in _cuts(text, cell, start, end, json.dumps(new, ensure_ascii=escape)[1:-1])
    ]
    for start, end, new in reversed(cuts):
        text = text[:start] + new + text[end:]
    return text


def _code_cells(text: str, whole: Node) -> Iterator[Cell]:
    sheets = whole.members.get("worksheets")
    lists = [whole] if sheets is None or "cells" in whole.members else sheets.items
    number = 0
    for each in lists:
        cells = each.members.get("cells")
        if cells is None or not isinstance(cells.value, list):
            raise NotANotebook("the file is JSON, but no notebook: it has no list of cells")
        for node in cells.items:
            number += 1
            if not isinstance(node.value, dict):
                raise NotANotebook(f"cell {number} is no object", _line(text, node))
            kind = node.members.get("cell_type")
            if kind is not None and kind.value == "code":
                cell = _cell(text, node, number)
                if cell is not None:
                    yield cell


def _cell(text: str, node: Node, number: int) -> Cell | None:
    inside = node.members
    language = inside.get("language")
    if language is not None and language.value not in _PYTHON:
        return None
    source = inside.get("source") or inside.get("input")
    if source is None:
        raise NotANotebook(f"cell {number} has no source", _line(text, node))
    pieces = source.items if isinstance(source.value, list) else [source]
    parts = [piece.value for piece in pieces if isinstance(piece.value, str)]
    if len(parts) != len(pieces):
        raise NotANotebook(f"the source of cell {number} is no text", _line(text, source))
    run = inside.get("execution_count") or inside.get("prompt_number")
    count = run.value if run is not None and isinstance(run.value, int) else None
    return Cell(number, "".join(parts), source, tuple(pieces), count)


def _languages(metadata: object) -> Iterator[str]:
    for part, name in (("kernelspec", "language"), ("language_info", "name")):
        holder = metadata.get(part) if isinstance(metadata, dict) else None
        language = holder.get(name) if isinstance(holder, dict) else None
        if isinstance(language, str) and language:
            yield language.lower()


def _line(text: str, node: Node) -> int:
    return text.count("\n", 0, node.start) + 1


def _one_a_line(cell: Cell) -> bool:
    return [piece.value for piece in cell.pieces] == _LINE.findall(cell.source)


def _changes(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """What changed, in whole lines: offsets in the old text, and what comes there."""
    before, after = _LINE.findall(old), _LINE.findall(new)
    starts = [0]
    for line in before:
        starts.append(starts[-1] + len(line))
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield starts[i1], starts[i2], "".join(after[j1:j2])


def _with_lines(text: str, cell: Cell, source: str, escape: bool) -> str:
    """For a list with one string a line: the strings of the changed lines are exchanged."""
    before, after = _LINE.findall(cell.source), _LINE.findall(source)
    pieces = cell.pieces
    between = text[pieces[0].end : pieces[1].start] if len(pieces) > 1 else ""
    if not between:
        lead = text[cell.node.start + 1 : pieces[0].start]
        between = f",{lead or ' '}"
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, i1, i2, j1, j2 in reversed(matcher.get_opcodes()):
        if tag == "equal":
            continue
        new = between.join(json.dumps(line, ensure_ascii=escape) for line in after[j1:j2])
        if i1 == i2:
            at = pieces[i1].start if i1 < len(pieces) else pieces[-1].end
            new = f"{new}{between}" if i1 < len(pieces) else f"{between}{new}"
            text = text[:at] + new + text[at:]
        elif new:
            text = text[: pieces[i1].start] + new + text[pieces[i2 - 1].end :]
        elif i2 < len(pieces):
            text = text[: pieces[i1].start] + text[pieces[i2].start :]
        elif i1:
            text = text[: pieces[i1 - 1].end] + text[pieces[i2 - 1].end :]
        else:
            text = f"{text[: cell.node.start]}[]{text[cell.node.end :]}"
    return text


def _cuts(text: str, cell: Cell, start: int, end: int, new: str) -> Iterator[tuple[int, int, str]]:
    """For other shapes: the characters to exchange inside the strings that hold them."""
    at = 0
    for piece in cell.pieces:
        stop = at + len(str(piece.value))
        holds_start = at <= start and (start < stop or piece is cell.pieces[-1])
        if holds_start or (at < end and stop > start):
            spelling = spelled(text, piece)
            first, last = max(start - at, 0), min(end, stop) - at
            here = piece.start + 1 + sum(map(len, spelling[:first]))
            there = here + sum(map(len, spelling[first:last]))
            yield here, there, new if holds_start else ""
        at = stop
