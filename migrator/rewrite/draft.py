"""The changes of one file while they are being decided: expressions replaced, statements gone."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cached_property

from migrator.find.syntax import walk
from migrator.model.pack import RulePack
from migrator.rewrite.computing import Computing
from migrator.rewrite.edits import Refusal
from migrator.rewrite.logs import logged
from migrator.rewrite.modules import Modules
from migrator.rewrite.names import Names, Scope, Variable, is_load
from migrator.rewrite.purity import Judge, is_pure
from migrator.rewrite.source import Source

_PORTABLE = (
    ast.Constant, ast.Dict, ast.List, ast.Tuple, ast.expr_context, ast.JoinedStr, ast.FormattedValue
)  # fmt: skip
_REST_OF_LINE = re.compile(r"[ \t\f]*(?:#[^\r\n]*)?(?=\r|\n|$)")


class Draft:
    """Decided changes of one file, keyed by the nodes of its tree. Nothing is applied here."""

    def __init__(
        self,
        source: Source,
        names: Names,
        pack: RulePack,
        used_elsewhere: Callable[[str], bool],
        modules: Modules | None = None,
    ) -> None:
        self.source = source
        self.names = names
        self.pack = pack
        self.used_elsewhere = used_elsewhere
        self.modules = modules
        self.made: frozenset[ast.expr] = frozenset()
        self.replaced: dict[ast.expr, str] = {}
        self.spread: set[ast.Call] = set()
        self.removed: set[ast.stmt] = set()
        self.emptied_else: set[ast.stmt] = set()
        self.inverted: set[ast.If] = set()
        self.passed: set[ast.stmt] = set()
        self.moved: frozenset[ast.expr] = frozenset()
        self.choices: dict[ast.stmt, tuple[str, str]] = {}
        self.filled: set[ast.stmt] = set()
        self._chosen: dict[tuple[ast.AST | None, str], str] = {}
        self.unimported: dict[ast.ImportFrom | ast.Import, set[ast.alias]] = {}
        self.rewritten: dict[ast.ImportFrom, str] = {}

    @cached_property
    def logged(self) -> frozenset[ast.expr]:
        """Reads that only write to a log."""
        return logged(self.source.tree)

    def emptied(self) -> Draft:
        """A draft of the same file without changes."""
        return Draft(self.source, self.names, self.pack, self.used_elsewhere, self.modules)

    def replace(self, node: ast.expr, text: str) -> None:
        """Put `text` in the node's place. Raises Refusal where another change stands there."""
        if self.source.slice(node) == text:
            return
        if self.replaced.get(node, text) != text:
            raise Refusal("Two calls need different changes of the same expression.")
        clash = self._touches_another(node)
        if clash:
            raise Refusal("Two changes of this call overlap in the source.")
        self.replaced[node] = text

    def _touches_another(self, node: ast.expr) -> bool:
        if node in self.replaced:
            return False
        return self.is_gone(node) or any(other in self.replaced for other in walk(node))

    def remove(self, statement: ast.stmt) -> None:
        """Take a statement out. Raises Refusal where it shares its line with another."""
        source = self.source
        before = source.text[source.line_start(statement.lineno) : source.start(statement)]
        after = _REST_OF_LINE.match(source.text, source.end(statement))
        shares = before.strip() and len(source.suite(statement)) > 1
        if after is None or shares or ";" in before:
            line = f"line {statement.lineno}"
            raise Refusal(f"A statement that would go shares {line} with another one.")
        self.removed.add(statement)

    def choose(self, before: ast.stmt, function: ast.AST | None, name: str, text: str) -> None:
        """Set a variable of a function above a statement. Raises Refusal where another is set."""
        if self.choices.get(before, (name, text)) != (name, text):
            raise Refusal("Two calls of one statement choose different agents.")
        self.choices[before] = name, text
        self._chosen[function, name] = text

    def chosen_as(self, function: ast.AST | None, name: str) -> str | None:
        """What a variable of a function is set to by `choose`, None when it isn't."""
        return self._chosen.get((function, name))

    def is_pure(self, node: ast.expr) -> bool:
        """Whether an expression only computes a value, tests that the choice of an agent makes in
        its place aside."""
        return is_pure(node, self.names, self._judge, self.moved)

    @cached_property
    def _judge(self) -> Judge | None:
        if self.modules is None:
            return None
        return Computing(self.modules).judge(self.source, self.names)

    def is_portable(self, value: ast.expr, scope: Scope) -> bool:
        """Whether the expression means the same in `scope`, at any time, and fits a line."""
        for node in walk(value):
            if isinstance(node, ast.Name):
                variable = self.names.variable(node)
                bindings = [n for n in self.names.occurrences[variable] if not is_load(n)]
                if len(bindings) != 1 or self.names.resolve(node.id, scope) != variable:
                    return False
            elif not isinstance(node, _PORTABLE):
                return False
        text = self.source.slice(value)
        return "\n" not in text and "\r" not in text

    def require_pure(self, node: ast.expr) -> None:
        """Raises Refusal unless the expression only computes a value."""
        if not self.is_pure(node):
            text = shortened(self.source.slice(node))
            raise Refusal(f"`{text}` would no longer run, and it may do something.")

    def is_gone(self, node: ast.AST) -> bool:
        """Whether the node's text is replaced or removed."""
        current: ast.AST | None = node
        while current is not None:
            if current in self.replaced or current in self.removed or current in self.passed:
                return True
            if isinstance(current, ast.alias):
                statement = self.source.parents[current]
                assert isinstance(statement, ast.Import | ast.ImportFrom)
                if current in self.unimported.get(statement, ()):
                    return True
            current = self.source.parents.get(current)
        return False

    def gone_loads(self) -> Iterator[ast.Name]:
        """Every read of a name whose text is replaced or removed."""
        for root in (*self.replaced, *self.removed, *self.passed):
            for node in walk(root):
                if is_load(node):
                    yield node

    def new_names(self) -> set[Variable]:
        """The variables that replacement texts read."""
        found: set[Variable] = set()
        texts: list[tuple[ast.AST, str]] = list(self.replaced.items())
        texts += [(statement, text) for statement, (_, text) in self.choices.items()]
        for node, text in texts:
            scope = self.names.scope(node)
            for child in walk(ast.parse(f"({text}\n)", mode="eval")):
                if isinstance(child, ast.Name):
                    found.add(self.names.resolve(child.id, scope))
        return found


def shortened(text: str, limit: int = 60) -> str:
    """Code on one line of at most `limit` characters."""
    text = " ".join(text.split())
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
