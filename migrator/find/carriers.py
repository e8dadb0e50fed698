"""Which names of a module carry what it knows of an endpoint: its own text, or what it imported.

A name too many costs a parse, one too few loses a call: names that a statement merely mentions
count where it isn't plain what the statement changes.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Sequence

from migrator.find.parsing import Parsed, Unparsed
from migrator.find.source import UnreadableSource
from migrator.find.syntax import walk

_WORD = re.compile(rb"[^\W\d]\w*")


class Carriers:
    """The top-level statements of one module, and how one leads to another by name.

    `names` is None when the module can't be parsed: then any name may carry anything.
    """

    __slots__ = ("_by_word", "_pending", "_statements", "names")

    def __init__(
        self,
        data: bytes,
        parsed: Parsed | Unparsed | UnreadableSource,
        tells: Callable[[bytes], bool],
    ) -> None:
        self.names: set[str] | None = set()
        self._pending: list[int] = []
        self._by_word: dict[str, list[int]] = {}
        self._statements: list[ast.stmt] = []
        if not isinstance(parsed, Parsed):
            self.names = None
            return
        lines = data.splitlines(keepends=True)
        for number, statement in enumerate(parsed.tree.body):
            text = _text(statement, lines)
            self._statements.append(statement)
            for word in set(_WORD.findall(text)):
                self._by_word.setdefault(word.decode("utf-8", "replace"), []).append(number)
            if tells(text) and tells(_text(statement, _without_docstrings(statement, lines))):
                self._pending.append(number)
        self._spread()

    def add(self, names: frozenset[str]) -> frozenset[str]:
        """Names of the module that carry something once `names` do; those that are new."""
        if self.names is None:
            return frozenset()
        before = frozenset(self.names)
        self.names |= names
        for name in names - before:
            self._pending += self._by_word.get(name, [])
        self._spread()
        return frozenset(self.names) - before

    def _spread(self) -> None:
        assert self.names is not None
        done: set[int] = set()
        while self._pending:
            number = self._pending.pop()
            if number in done:
                continue
            done.add(number)
            for name in _given(self._statements[number]):
                if name not in self.names and not _is_special(name):
                    self.names.add(name)
                    self._pending += self._by_word.get(name, [])


def _is_special(name: str) -> bool:
    """Whether every module has that name, so that it tells nothing (`__all__`)."""
    return name.startswith("__") and name.endswith("__")


def _text(statement: ast.stmt, lines: Sequence[bytes]) -> bytes:
    decorators = getattr(statement, "decorator_list", None)
    first = min([statement.lineno, *(each.lineno for each in decorators or ())])
    return b"".join(lines[first - 1 : statement.end_lineno])


def _without_docstrings(statement: ast.stmt, lines: Sequence[bytes]) -> list[bytes]:
    kept = list(lines)
    for node in walk(statement):
        match node:
            case ast.Expr(value=ast.Constant(value=str())) if node.lineno != node.end_lineno:
                kept[node.lineno - 1 : node.end_lineno] = [b""] * (
                    (node.end_lineno or node.lineno) - node.lineno + 1
                )
    return kept


def _given(statement: ast.stmt) -> Iterator[str]:
    """Names that may carry what a statement holds."""
    match statement:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
            for node in walk(statement):
                if isinstance(node, ast.Global):
                    yield from node.names
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            yield name
        case _:
            for node in walk(statement):
                match node:
                    case ast.Name(id=name) | ast.ClassDef(name=name):
                        yield name
                    case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                        yield name
                    case ast.alias(name=name, asname=other):
                        yield (other or name).partition(".")[0]
