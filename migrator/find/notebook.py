"""Notebooks as source: the code cells as one module's text, and an edited text back in the cells.

What is assumed of a notebook is what "Restart and run all" does: its code cells run from top to
bottom, each once. Magics and shell lines are replaced by Python that stands for them, and a line
between two cells marks where one ends; both must come back as they were. Outside of the source
lines that changed, not a byte of the file does.
"""

from __future__ import annotations

import ast
import codecs
import re
import warnings
from dataclasses import dataclass
from itertools import count

from migrator.find.cells import Cell, NotANotebook, code_cells, respelled
from migrator.find.dialects import complaint
from migrator.find.magics import Line, as_python
from migrator.find.source import LARGEST_SOURCE, SourceText, UnreadableSource, UnwritableText

LARGEST_NOTEBOOK = 256 * 1024 * 1024
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_END = re.compile(r"(?:\r\n|\r|\n)?\Z")
_RUN = re.compile(rb"%run +(?:\./)?([\w/]+)\.py")
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*")
_BLANK_END = re.compile(r"\s*\Z")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line of the module text stands: cell and line in it, and the line of the file."""

    cell: int
    line: int
    line_of_file: int

    def __str__(self) -> str:
        return f"cell {self.cell}, line {self.line}"


@dataclass(frozen=True, slots=True)
class _Mask:
    """A line of the module text that stands for another: what it is, and what the cell holds.

    With a `prefix`, `text` is only how the line ends, and what stands before it may change.
    """

    text: str
    original: str
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class _Part:
    """One code cell in the module text. `boundary` is the line above it, empty for the first."""

    cell: Cell
    boundary: str
    lines: tuple[str, ...]
    masks: tuple[_Mask, ...]

    @property
    def text(self) -> str:
        """Its lines, the last one ended."""
        return "".join(self.lines) + "\n"

    @property
    def length(self) -> int:
        """How many lines it has in the module text, its boundary not counted."""
        return len(_LINE.findall(self.text))


@dataclass(frozen=True, slots=True)
class NotebookText(SourceText):
    """A notebook as the text of one module. `document` is the file's own text."""

    document: str
    parts: tuple[_Part, ...]

    def encode(self, text: str) -> bytes:
        """The notebook's bytes with `text` in its cells: `encode(self.text)` is the file.

        Raises UnwritableText when lines moved between cells, or a magic is gone.
        """
        # No call of the super method: the class is slotted, and so made anew.
        return (codecs.BOM_UTF8 if self.bom else b"") + self.as_stored(text).encode(self.encoding)

    def as_stored(self, text: str) -> str:
        """The notebook's own text, JSON, with `text` in its cells. Raises UnwritableText."""
        document = self.document
        for part, new in reversed(list(zip(self.parts, self._divided(text), strict=True))):
            source = _source(part, new)
            if source != part.cell.source:
                _check(part, source, new)
                document = respelled(document, part.cell, source)
        return document

    def as_code(self, stored: str) -> str:
        """The module text of another version of the notebook."""
        return decode_notebook(self.path, stored.encode()).text

    def place(self, line: int) -> Place:
        """Where a line (from 1) of the module text stands. A boundary is its cell's first line."""
        at = 0
        for part in self.parts:
            first = at + bool(part.boundary)
            at = first + part.length
            if line <= at:
                inside = min(max(line - first, 1), max(len(part.lines), 1))
                in_file = self.document.count("\n", 0, part.cell.place_of(inside)) + 1
                return Place(part.cell.number, inside, in_file)
        return Place(1, 1, 1)

    def shown(self, text: str) -> str:
        """Any excerpt of the module text, or of an edited one, as people know the notebook."""
        for part in self.parts:
            if part.boundary:
                text = text.replace(part.boundary, f"# %% cell {part.cell.number}")
            for mask in part.masks:
                text = text.replace(mask.text, "" if mask.prefix else mask.original.strip())
        return text

    @property
    def ran_out_of_order(self) -> int | None:
        """The number of a cell that was last run before one above it, None if there is none."""
        latest = 0
        for part in self.parts:
            if part.cell.run is not None and part.cell.run < latest:
                return part.cell.number
            latest = max(latest, part.cell.run or 0)
        return None

    def hidden(self) -> list[tuple[int, str]]:
        """Lines that are no Python: their number in the module text, and what the cell holds."""
        found, at = [], 0
        for part in self.parts:
            at += bool(part.boundary)
            masks = {mask.text: mask.original for mask in part.masks if not mask.prefix}
            for number, line in enumerate(part.lines, at + 1):
                original = masks.get(line.strip())
                if original is not None:
                    found.append((number, original))
            at += part.length
        return found

    def _divided(self, text: str) -> list[str]:
        divided: list[str] = []
        boundaries = [part.boundary for part in self.parts]
        rest = text
        for boundary in boundaries[1:]:
            found = rest.split(f"{boundary}\n")
            if len(found) != 2:
                raise UnwritableText("a line would move from one cell to another")
            divided.append(found[0])
            rest = found[1]
        return [*divided, rest] if self.parts else []


def decode_notebook(path: str, data: bytes) -> NotebookText:
    """The code cells of a notebook as one module. Raises UnreadableSource."""
    if len(data) > LARGEST_NOTEBOOK:
        raise UnreadableSource("OM904", f"the notebook is {len(data) >> 20} MiB large")
    bom = data.startswith(codecs.BOM_UTF8)
    try:
        document = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableSource("OM903", f"line {line} is not UTF-8, as notebooks are") from None
    try:
        cells = code_cells(document)
    except NotANotebook as error:
        raise UnreadableSource("OM906", str(error), error.line) from None
    if sum(len(cell.source) for cell in cells) > LARGEST_SOURCE:
        raise UnreadableSource("OM904", "the notebook's code is larger than hand-written code is")
    numbers = count(1)
    mark = _mark(document)
    parts = tuple(_part(cell, not n, mark, numbers) for n, cell in enumerate(cells))
    for part in parts:
        _check_syntax(part)
    text = "".join((f"{part.boundary}\n" if part.boundary else "") + part.text for part in parts)
    return NotebookText(path, text, "utf-8", bom, document, parts)


def notebook_lines(data: bytes) -> bytes:
    """Roughly a notebook's lines, for a search that may find too much but not too little."""
    lines = data.replace(b'"', b"\n").replace(b"\\\\", b"\\").replace(b"\\n", b"\n")
    return _RUN.sub(lambda run: b"from %s import *" % run[1].replace(b"/", b"."), lines)


def _mark(document: str) -> str:
    return next(mark for n in count() if (mark := f"# notebook{'_' * n}") not in document)


def _part(cell: Cell, is_first: bool, mark: str, numbers: count[int]) -> _Part:
    originals = _LINE.findall(cell.source)
    lines: list[str] = []
    masks: list[_Mask] = []
    bare = [_END.sub("", line) for line in originals]
    for original, line, seen in zip(originals, bare, as_python(bare), strict=True):
        if not seen.masked:
            lines.append(original)
            continue
        mask, text = _masked(line, seen, f"{mark} line {next(numbers)}.")
        masks.append(mask)
        lines.append(text + original[len(line) :])
    boundary = "" if is_first else f"pass  {mark} cell {cell.number}."
    return _Part(cell, boundary, tuple(lines), tuple(masks))


def _masked(line: str, seen: Line, tag: str) -> tuple[_Mask, str]:
    text = f"{seen.code}  {tag}"
    if seen.prefix:
        return _Mask(f"  {tag}", line, seen.prefix), text
    return _Mask(text.strip(), line), text


def _check_syntax(part: _Part) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(part.text)
    except SyntaxError as error:
        line = min(error.lineno or 1, max(len(part.lines), 1))
        where = f"cell {part.cell.number}, line {line}"
        code, message = complaint(error, part.text)
        raise UnreadableSource(code, f"{where}: {message}") from None
    except (ValueError, RecursionError, MemoryError):
        raise UnreadableSource("OM901", f"cell {part.cell.number} is not Python") from None


def _source(part: _Part, text: str) -> str:
    """What the cell holds when its part of the module text is `text`."""
    if text == part.text:
        return part.cell.source
    lines = _LINE.findall(text)
    waiting = list(part.masks)
    for number, line in enumerate(lines):
        if waiting and (original := _unmasked(line, waiting[0])) is not None:
            lines[number] = original
            waiting.pop(0)
    if waiting:
        raise UnwritableText(f"`{waiting[0].original.strip()}` would no longer stand in its cell")
    return _trimmed("".join(lines), part.cell.source)


def _unmasked(line: str, mask: _Mask) -> str | None:
    bare = _END.sub("", line)
    end = line[len(bare) :]
    if not mask.prefix:
        return mask.original + end if bare.strip() == mask.text else None
    if not bare.endswith(mask.text):
        return None
    code = bare.removesuffix(mask.text)
    inner = code.lstrip()
    return code[: len(code) - len(inner)] + mask.prefix + inner + end


def _trimmed(text: str, before: str) -> str:
    """The text with no blank line more, above or below, than the cell had."""
    if not text.strip():
        return ""
    head, old_head = _BLANK_LINES.match(text), _BLANK_LINES.match(before)
    if head is not None and old_head is not None and not old_head[0]:
        text = text[head.end() :]
    tail = _BLANK_END.search(before)
    return _BLANK_END.sub("", text, count=1) + (tail[0] if tail is not None else "")


def _check(part: _Part, source: str, text: str) -> None:
    """Raises UnwritableText where the cell would end in another way, or no longer run."""
    magic = part.cell.source.lstrip()
    if magic.startswith("%%") and not source.lstrip().startswith(magic.split("\n")[0]):
        raise UnwritableText(f"cell {part.cell.number} would no longer begin with its magic")
    if not source and part.masks:
        raise UnwritableText(f"cell {part.cell.number} would lose its magics")
    shows = _shows(part.text)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
            compile(text, f"cell {part.cell.number}", "exec", flags, dont_inherit=True)
        still_shows = _shows(text)
    except (SyntaxError, ValueError, RecursionError):
        raise UnwritableText(f"cell {part.cell.number} would no longer be Python") from None
    if shows != still_shows:
        raise UnwritableText(f"cell {part.cell.number} would show another result than before")


def _shows(text: str) -> bool:
    """Whether the last statement is an expression, whose value a notebook shows."""
    body = ast.parse(text).body
    return bool(body) and isinstance(body[-1], ast.Expr)
