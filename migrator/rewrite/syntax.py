"""The syntax of one side of an edit: its statements, and the variables that they build."""

from __future__ import annotations

import ast
import copy
import re
import unicodedata
import warnings
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from migrator.find.syntax import children, walk
from migrator.read.module import ModuleSource
from migrator.read.parameters import defaults_of
from migrator.rewrite.effects import Elsewhere, Purity
from migrator.rewrite.masking import Masked, Request, mask, place, place_of
from migrator.rewrite.ownership import steps
from migrator.rewrite.variables import Key, Scopes, Variables, qualified

_LINES = re.compile(r"\r\n|\r|\n")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True, slots=True)
class Builder:
    """A statement, or one name of an import, that does nothing but build variables."""

    keys: frozenset[Key]
    node: ast.stmt
    scopes: Scopes
    text: str


class Side:
    """One text of a file: its tree with the requests masked, and what stands where in it.

    `elsewhere` is what it imports of other files.

    Raises LookupError when a request is not found at its place, SyntaxError for broken text.
    """

    def __init__(
        self, path: str, text: str, requests: Sequence[Request], elsewhere: Elsewhere
    ) -> None:
        self.tree = _parsed(text)
        self.text = text
        self.lines = _LINES.split(text)
        self.calls, self.masked = mask(self.tree, requests)
        self.urls = {place(r.url) for r in requests if r.url is not None}
        self.body_carriers: set[Key] = set()
        self._returned = {place(r.body) for r in requests if r.is_returned and r.body is not None}
        self.request_lines = sorted(
            line
            for r in requests
            for span in (*r.calls, r.url, r.body)
            if span is not None
            for line in range(span.line, span.end_line + 1)
        )
        self.variables = Variables(ModuleSource(path, text, self.tree))
        self.purity = Purity(self.variables, self.tree, elsewhere)
        self.imported = frozenset(
            (alias.asname or alias.name).partition(".")[0]
            for node in self.tree.body
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        )

    def builders(self, skip: Counter[str]) -> Iterator[Builder]:
        """Statements that only build variables, but for top-level statements whose text is in
        `skip`."""
        skip = skip.copy()
        for statement in self.tree.body:
            text = self.segment(statement)
            if skip[text] > 0 and not self.near(statement, self.request_lines):
                skip[text] -= 1
                continue
            for inner, scopes in self.statements([statement], ()):
                yield from self._builders_of(inner, scopes)

    def statements(
        self, body: Sequence[ast.stmt], scopes: Scopes
    ) -> Iterator[tuple[ast.stmt, Scopes]]:
        """Every statement of a block and of the blocks in it, with the scopes it stands in."""
        for statement in body:
            yield statement, scopes
            for block, inner in self.blocks(statement, scopes):
                yield from self.statements(block, inner)

    def _builders_of(self, statement: ast.stmt, scopes: Scopes) -> Iterator[Builder]:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            for alias in statement.names:
                name = (alias.asname or alias.name).partition(".")[0]
                text = f"{without(statement, 'names')} {ast.dump(alias)}"
                yield Builder(
                    frozenset({self.variables.key(name, scopes)}), statement, scopes, text
                )
            return
        keys = self.built(statement, scopes)
        if isinstance(statement, ast.For):
            target = self.targets(statement.target, scopes)
            if target:
                yield Builder(target, statement, scopes, ast.dump(statement.target))
        if keys:
            yield Builder(keys, statement, scopes, ast.dump(statement))

    def targets(self, target: ast.expr, scopes: Scopes) -> frozenset[Key]:
        """The variables that the target of a loop binds."""
        found = self.variables.occurrences(target, scopes)
        return frozenset(key for node, key in found if isinstance(node, ast.Name))

    def built(self, statement: ast.stmt, scopes: Scopes) -> frozenset[Key]:
        """Variables that a statement builds when it does nothing else, else none."""
        in_class = bool(scopes) and isinstance(scopes[-1], ast.ClassDef)
        if in_class and (isinstance(statement, ast.AnnAssign) or not self._is_plain(scopes[-1])):
            return frozenset()
        found = steps(statement, scopes, self.variables)
        return frozenset(step.key for step in found or ())

    def _is_plain(self, node: ast.AST) -> bool:
        if not isinstance(node, ast.ClassDef):
            return False
        local = {n.name for n in self.tree.body if isinstance(n, ast.ClassDef)} | {"object"}
        bases = all(isinstance(b, ast.Name) and b.id in local for b in node.bases)
        return bases and not node.decorator_list and not node.keywords

    def carriers(self) -> frozenset[Key]:
        """Variables that hold a request's body or URL in between. Raises LookupError for code
        that hands it on in another way."""
        sending = {part for call in self.calls for part in walk(call)}
        found: set[Key] = set()
        for statement in self.tree.body:
            if not self.near(statement, self.request_lines):
                continue
            for inner, scopes in self.statements([statement], ()):
                loose = [
                    n
                    for n in self._own(inner)
                    if isinstance(n, Masked) and n not in sending and not self._is_returned(n)
                ]
                if not loose:
                    continue
                keys = self.built(inner, scopes)
                defaults = _defaults(inner, scopes)
                if isinstance(inner, _FUNCTIONS) and defaults.keys() >= set(loose):
                    found.update(defaults[node] for node in loose)
                    self.body_carriers.update(
                        defaults[node] for node in loose if place_of(node) not in self.urls
                    )
                    continue
                if not isinstance(inner, ast.Assign | ast.AnnAssign) or not keys:
                    line = inner.lineno
                    raise LookupError(f"line {line} hands the request's parts on")
                found |= keys
                if not self.urls.issuperset(map(place_of, loose)):
                    self.body_carriers |= keys
        return frozenset(found)

    def gets_a_part(self, call: ast.AST) -> bool:
        """Whether a node is a call with a part of a request in its arguments, and doesn't send."""
        if not isinstance(call, ast.Call) or call in self.calls:
            return False
        pending: list[ast.AST] = [*call.args, *call.keywords]
        while pending:
            node = pending.pop()
            if isinstance(node, Masked):
                return True
            if node not in self.calls:
                pending += children(node)
        return False

    def _is_returned(self, node: Masked) -> bool:
        return place_of(node) in self._returned

    def _own(self, statement: ast.stmt) -> Iterator[ast.AST]:
        pending: list[ast.AST] = [statement]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(
                child
                for child in children(node)
                if not isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case)
            )

    def bound_by(self, statement: ast.stmt, scopes: Scopes) -> Iterator[Key]:
        """Variables that a statement binds by itself, its blocks aside."""
        names: list[str] = []
        for node in self._own(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names.append(node.id)
            elif isinstance(node, ast.alias):
                names.append((node.asname or node.name).partition(".")[0])
        names += names_of(statement)
        names += [h.name for h in getattr(statement, "handlers", ()) if h.name]
        for name in names:
            yield self.variables.key(name, scopes)

    def nodes_with(self, *names: str) -> Iterator[ast.AST]:
        """Every node of the module's statements that mention one of the names, masked ones too.

        Without names, every node.
        """
        lines = list(self.lines_with(names)) if names else range(1, len(self.lines) + 1)
        pending: list[ast.AST] = [top for top in self.tree.body if self.near(top, lines)]
        while pending:
            for node in walk(pending.pop()):
                if isinstance(node, Masked):
                    pending.append(node.inner)
                yield node

    def blocks(
        self, statement: ast.stmt, scopes: Scopes
    ) -> Iterator[tuple[Sequence[ast.stmt], Scopes]]:
        """The blocks of a compound statement."""
        own = isinstance(statement, (*_FUNCTIONS, ast.ClassDef))
        inner = (*scopes, statement) if own else scopes
        for name in ("body", "orelse", "finalbody"):
            block = getattr(statement, name, None)
            if isinstance(block, list):
                yield block, inner
        for name in ("handlers", "cases"):
            for part in getattr(statement, name, ()):
                yield part.body, inner

    def segment(self, statement: ast.stmt) -> str:
        """The lines of a statement, from its first decorator on."""
        return "\n".join(self.lines[_first(statement) - 1 : statement.end_lineno])

    def near(self, statement: ast.stmt, lines: Sequence[int]) -> bool:
        """Whether a statement stands on one of the lines, which are sorted."""
        at = bisect_left(lines, _first(statement))
        return at < len(lines) and lines[at] <= (statement.end_lineno or statement.lineno)

    def lines_with(self, names: Collection[str]) -> Iterator[int]:
        """Numbers of the lines that mention one of the names."""
        if not names:
            return
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(names)))})\b")
        plain = self.text.isascii()
        for number, line in enumerate(self.lines, 1):
            if pattern.search(line if plain else unicodedata.normalize("NFKC", line)):
                yield number


def _defaults(statement: ast.stmt, scopes: Scopes) -> dict[ast.AST, Key]:
    """The parameters of a function by the expressions of their defaults."""
    if not isinstance(statement, _FUNCTIONS):
        return {}
    name = qualified((*scopes, statement))
    return {default: (name, parameter.arg) for parameter, default in defaults_of(statement.args)}


def _first(statement: ast.stmt) -> int:
    if isinstance(statement, (*_FUNCTIONS, ast.ClassDef)):
        return min([statement.lineno, *(d.lineno for d in statement.decorator_list)])
    return statement.lineno


def without(node: ast.AST, *fields: str) -> str:
    """A node spelled without what these lists hold."""
    bare = copy.copy(node)
    for name in fields:
        if isinstance(getattr(bare, name, None), list):
            setattr(bare, name, [])
    return ast.dump(bare)


def names_of(statement: ast.stmt) -> list[str]:
    """Names that a statement spells as text and not as expressions."""
    if isinstance(statement, ast.Global | ast.Nonlocal):
        return statement.names
    if isinstance(statement, (*_FUNCTIONS, ast.ClassDef)):
        return [statement.name]
    return []


def _parsed(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text)
