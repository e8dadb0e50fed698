"""The other files of the tree, as far as an edit needs to know what their names stand for."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass

from migrator.rewrite.names import Names, Variable, is_load
from migrator.rewrite.source import Source

_MAX_HOPS = 5
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Definition:
    """What a module-level name is bound to, once: a function, or the expression assigned to it."""

    source: Source
    node: FunctionNode | ast.expr


class Modules:
    """Parsed files by path. `read` gives a file's text, `resolve` the file that an import means.

    Both give None where there is no such file in the tree.
    """

    def __init__(
        self,
        read: Callable[[str], str | None],
        resolve: Callable[[str, str, int], str | None],
    ) -> None:
        self._read, self._resolve = read, resolve
        self._sources: dict[str, tuple[Source, Names] | None] = {}

    def parsed(self, path: str) -> tuple[Source, Names] | None:
        """The file and its names, None when it isn't there or doesn't parse."""
        if path not in self._sources:
            text = self._read(path)
            try:
                source = None if text is None else Source(path, text.removeprefix("\ufeff"))
            except (SyntaxError, ValueError, RecursionError):
                source = None
            self._sources[path] = None if source is None else (source, Names(source.tree))
        return self._sources[path]

    def definition(self, path: str, name: str) -> Definition | None:
        """What a name of a module is bound to, followed through imports; None when not once."""
        for _ in range(_MAX_HOPS):
            found = self.parsed(path)
            if found is None:
                return None
            source, names = found
            bindings = [
                node
                for node in names.occurrences[Variable(names.module, name)]
                if not is_load(node)
            ]
            if len(bindings) != 1:
                return None
            binding = bindings[0]
            if isinstance(binding, FunctionNode):
                return Definition(source, binding)
            statement = source.parents[binding]
            if isinstance(statement, ast.Assign) and statement.targets == [binding]:
                return Definition(source, statement.value)
            if isinstance(statement, ast.AnnAssign) and statement.value is not None:
                return Definition(source, statement.value)
            if not isinstance(binding, ast.alias) or not isinstance(statement, ast.ImportFrom):
                return None
            target = self._resolve(path, statement.module or "", statement.level)
            if target is None:
                return None
            path, name = target, binding.name
        return None
