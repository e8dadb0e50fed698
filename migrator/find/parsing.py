"""Parsing: the syntax tree of a file, which all stages share that look at it."""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass

from migrator.find.source import UnreadableSource, decode


@dataclass(frozen=True, slots=True)
class Parsed:
    """The code of a file and its syntax tree. Nobody changes the tree."""

    text: str
    tree: ast.Module


@dataclass(frozen=True, slots=True)
class Unparsed:
    """The code of a file, and why Python can't parse it."""

    text: str
    error: SyntaxError | RecursionError | MemoryError | ValueError


def parse(path: str, data: bytes) -> Parsed | Unparsed | UnreadableSource:
    """What a file holds as Python, of a notebook its code cells as one module."""
    try:
        text = decode(path, data).text
    except UnreadableSource as error:
        return error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Parsed(text, ast.parse(text, filename=path))
    except (SyntaxError, RecursionError, MemoryError, ValueError) as error:
        return Unparsed(text, error)
