"""Parsing: the files of a tree as modules, each parsed once for everyone who looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrator.find.dialects import complaint
from migrator.find.parsing import Parsed, parse
from migrator.find.source import UnreadableSource
from migrator.read.module import ModuleSource

if TYPE_CHECKING:
    import ast

    from migrator.find.parsing import Unparsed
    from migrator.find.tree import SourceTree


class UnreadableModule(Exception):
    """A file that can't be read as Python. `code` is an OM9xx code."""

    def __init__(self, code: str, message: str, line: int = 1) -> None:
        self.code, self.message, self.line = code, message, line
        super().__init__(message)


def parsed_module(tree: SourceTree, path: str) -> ModuleSource | UnreadableModule:
    """The module at `path`, or why there is none."""
    try:
        return tree.once_of(_module, parse, path)
    except OSError as error:
        reason = error.strerror or str(error)
        return UnreadableModule("OM905", f"the file can't be opened: {reason}")


def parsed(tree: SourceTree, path: str) -> ast.Module | None:
    """The syntax tree of a file, None when it can't be read."""
    module = parsed_module(tree, path)
    return module.tree if isinstance(module, ModuleSource) else None


def _module(
    path: str, found: Parsed | Unparsed | UnreadableSource
) -> ModuleSource | UnreadableModule:
    if isinstance(found, Parsed):
        return ModuleSource(path, found.text, found.tree)
    if isinstance(found, UnreadableSource):
        return UnreadableModule(found.code, found.message, found.line)
    if isinstance(found.error, SyntaxError):
        return _syntax_problem(found.error, found.text)
    return UnreadableModule("OM904", f"the file is too deeply nested: {found.error}")


def _syntax_problem(error: SyntaxError, text: str) -> UnreadableModule:
    line = error.lineno or 1
    code, message = complaint(error, text)
    return UnreadableModule(code, f"line {line}: {message}", line)
