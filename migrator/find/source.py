"""Bytes to text and back without loss: PEP 263 coding lines, byte order marks, any newline."""

from __future__ import annotations

import codecs
import io
import tokenize
from dataclasses import dataclass

LARGEST_SOURCE = 4 * 1024 * 1024


_NOTEBOOK = ".ipynb"
PYTHON_SUFFIXES = (".py", ".pyw", _NOTEBOOK)
# What a file in UTF-16 begins with; Python runs no such file.
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class UnreadableSource(Exception):
    """A file that can't be read as Python text, and the line of the file where that shows.

    `code` is OM903 (encoding), OM904 (not text) or, for notebooks, OM901, OM902 and OM906.
    """

    def __init__(self, code: str, message: str, line: int = 1) -> None:
        self.code, self.message, self.line = code, message, line
        super().__init__(message)


class UnwritableText(Exception):
    """An edited text that its file can't hold. `str()` is a clause that says why."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """One file as text. Newlines are as in the file, the byte order mark is not in `text`."""

    path: str
    text: str
    encoding: str
    bom: bool

    def encode(self, text: str) -> bytes:
        """The bytes of `text` in this file's encoding: `encode(self.text)` is the file.

        Raises UnwritableText for characters that the encoding doesn't have.
        """
        try:
            return (codecs.BOM_UTF8 if self.bom else b"") + text.encode(self.encoding)
        except UnicodeEncodeError:
            why = f"the file's encoding, {self.encoding}, can't hold the new text"
            raise UnwritableText(why) from None

    def as_stored(self, text: str) -> str:
        """What the file itself says when `text` is its code; a formatter reads that.

        Raises UnwritableText.
        """
        return text

    def as_code(self, stored: str) -> str:
        """The other way: the code of what a file says."""
        return stored


def code_bytes(path: str, data: bytes) -> bytes:
    """The bytes of a file that are code, for a search: of a notebook its cells, in UTF-8."""
    if not path.endswith(_NOTEBOOK):
        return data
    try:
        return decode(path, data).text.encode("utf-8", "replace")
    except UnreadableSource:
        return b""


def narrow(data: bytes) -> bytes:
    """The bytes of a file for a search, in UTF-8 where it is in UTF-16."""
    return data.decode("utf-16", "replace").encode() if data.startswith(WIDE) else data


def decode(path: str, data: bytes) -> SourceText:
    """The text of a Python file, of a notebook its code cells as one module.

    Raises UnreadableSource, which names what is wrong.
    """
    if path.endswith(_NOTEBOOK):
        from migrator.find.notebook import decode_notebook

        return decode_notebook(path, data)
    if len(data) > LARGEST_SOURCE:
        size = len(data) // (1024 * 1024)
        raise UnreadableSource("OM904", f"the file is {size} MiB large; hand-written code is not")
    if data.startswith(WIDE):
        raise UnreadableSource("OM903", "the file is in UTF-16, which Python doesn't run")
    if b"\0" in data:
        raise UnreadableSource("OM904", "the file holds NUL bytes, so it is not Python text")
    try:
        declared, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    except SyntaxError as error:
        undeclared = "missing" in str(error.msg)
        message = "its bytes are not UTF-8, and no coding line says otherwise"
        raise UnreadableSource("OM903", message if undeclared else str(error.msg)) from None
    bom = data.startswith(codecs.BOM_UTF8)
    encoding = "utf-8" if declared == "utf-8-sig" else declared
    body = data[len(codecs.BOM_UTF8) :] if bom else data
    try:
        source = SourceText(path, body.decode(encoding), encoding, bom)
        faithful = source.encode(source.text) == data
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise UnreadableSource(
            "OM903", f"line {line} does not decode as {encoding}, which the file declares"
        ) from None
    except (LookupError, UnicodeError, TypeError, UnwritableText):
        raise UnreadableSource("OM903", f"{encoding} is not a text encoding") from None
    if not faithful:
        raise UnreadableSource("OM903", f"its bytes do not survive decoding as {encoding}")
    return source
