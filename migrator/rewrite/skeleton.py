"""Skeleton: a module without what only builds the requests of its edited calls.

What is left must be the same before and after an edit, in the same order: every statement that
does not merely build a request, and every effect and reading of those that do.
"""

from __future__ import annotations

import ast
import copy
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from migrator.read.module import ModuleSource, parameter_names
from migrator.rewrite.effects import Purity
from migrator.rewrite.masking import Masked, Request, mask
from migrator.rewrite.ownership import Ownership, steps
from migrator.rewrite.variables import Key, Scopes, Variables, parts, qualified

_LINES = re.compile(r"\r\n|\r|\n")
_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_OPAQUE = (ast.Call, ast.Attribute, ast.Subscript, ast.Await, ast.Yield, ast.YieldFrom)
_FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.IsNot: ast.Is,
    ast.NotEq: ast.Eq,
    ast.NotIn: ast.In,
}


@dataclass(frozen=True, slots=True)
class Watch:
    """What of the requests' values is only known by its source text.

    The place in the code where `texts` are evaluated counts; `names` are what they depend on;
    `keys` are payload keys whose values are known to vary, but not how.
    """

    texts: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Token:
    """An effect, a reading or an entry that a removed statement had."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A statement that must be the same on both sides."""

    node: ast.stmt
    scopes: Scopes


@dataclass(frozen=True, slots=True)
class Branch:
    """What is left of an `if` in which something was removed."""

    test: str
    body: tuple[Item, ...]
    orelse: tuple[Item, ...]
    line: int


Item: TypeAlias = Token | Kept | Branch


@dataclass(frozen=True, slots=True)
class Builder:
    """A statement, or one name of an import, that does nothing but build variables."""

    keys: frozenset[Key]
    node: ast.stmt
    scopes: Scopes
    text: str


@dataclass(slots=True)
class Flow:
    """Which changed variables feed which others, which ones the requests read, and other uses."""

    feeds: list[tuple[frozenset[Key], frozenset[Key]]] = field(default_factory=list)
    sent: set[Key] = field(default_factory=set)
    uses: list[tuple[Key, int]] = field(default_factory=list)

    def reached(self) -> set[Key]:
        """Variables that end up in a request."""
        reached = set(self.sent)
        while True:
            more = {k for built, used in self.feeds if built & reached for k in used} - reached
            if not more:
                return reached
            reached |= more


class Side:
    """One text of a file: its tree with the requests masked, and its skeleton.

    Raises LookupError when a request is not found at its place, SyntaxError for broken text.
    """

    def __init__(self, path: str, text: str, requests: Sequence[Request]) -> None:
        self.tree = ast.parse(text)
        self.text = text
        self.lines = _LINES.split(text)
        self._calls = mask(self.tree, requests)
        self.request_lines = sorted(
            line
            for r in requests
            for span in (r.call, r.url, r.body)
            if span is not None
            for line in range(span.line, span.end_line + 1)
        )
        self.variables = Variables(ModuleSource(path, text, self.tree))
        self._imported = {
            (alias.asname or alias.name).partition(".")[0]
            for node in self.tree.body
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        self.purity = Purity(self.variables, self._imported)
        self.ownership = Ownership(self.variables, _unmasked)
        self.flow = Flow()
        self.watch = Watch()
        self.annotations: set[tuple[Key, str]] = set()
        self.loads: set[Key] = set()
        self._changed: frozenset[Key] = frozenset()
        self._anchored: frozenset[Key] = frozenset()
        self._relevant = self.request_lines
        self._rebound: frozenset[Key] = frozenset()
        self._in_calls: set[ast.AST] = set()
        self._carriers: frozenset[Key] = frozenset()

    def imports(self, name: str) -> bool:
        """Whether an import at the top of the module binds `name`."""
        return name in self._imported

    # What builds variables

    def builders(self, skip: Counter[str]) -> Iterator[Builder]:
        """Statements that only build variables, but for top-level statements whose text is in
        `skip`."""
        skip = skip.copy()
        for statement in self.tree.body:
            text = self.segment(statement)
            if skip[text] > 0 and not self._near(statement, self.request_lines):
                skip[text] -= 1
                continue
            for inner, scopes in self._statements([statement], ()):
                yield from self._builders_of(inner, scopes)

    def _statements(
        self, body: Sequence[ast.stmt], scopes: Scopes
    ) -> Iterator[tuple[ast.stmt, Scopes]]:
        for statement in body:
            yield statement, scopes
            for block, inner in self.blocks(statement, scopes):
                yield from self._statements(block, inner)

    def _builders_of(self, statement: ast.stmt, scopes: Scopes) -> Iterator[Builder]:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            for alias in statement.names:
                name = (alias.asname or alias.name).partition(".")[0]
                text = f"{_without(statement, 'names')} {ast.dump(alias)}"
                yield Builder(
                    frozenset({self.variables.key(name, scopes)}), statement, scopes, text
                )
            return
        keys = self.built(statement, scopes)
        if isinstance(statement, ast.For):
            target = self._targets(statement.target, scopes)
            if target:
                yield Builder(target, statement, scopes, ast.dump(statement.target))
        if keys:
            yield Builder(keys, statement, scopes, ast.dump(statement))

    def _targets(self, target: ast.expr, scopes: Scopes) -> frozenset[Key]:
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
        sending = {part for call in self._calls for part in ast.walk(call)}
        found: set[Key] = set()
        for statement in self.tree.body:
            if not self._near(statement, self.request_lines):
                continue
            for inner, scopes in self._statements([statement], ()):
                loose = [n for n in self._own(inner) if isinstance(n, Masked) and n not in sending]
                if not loose:
                    continue
                keys = self.built(inner, scopes)
                if not isinstance(inner, ast.Assign | ast.AnnAssign) or not keys:
                    line = inner.lineno
                    raise LookupError(f"line {line} hands the request's parts on")
                found |= keys
        return frozenset(found)

    def _own(self, statement: ast.stmt) -> Iterator[ast.AST]:
        pending: list[ast.AST] = [statement]
        while pending:
            node = pending.pop()
            yield node
            pending.extend(
                child
                for child in ast.iter_child_nodes(node)
                if not isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case)
            )

    # The skeleton

    def prepare(self, changed: frozenset[Key], carriers: frozenset[Key], watch: Watch) -> None:
        """Say which variables may differ; `carriers` are those that hold a body or URL."""
        self._changed, self._carriers, self.watch = changed, carriers, watch
        self._relevant = sorted({*self.request_lines, *self._lines_with(changed)})
        self._in_calls = {
            node
            for call in self._calls
            for argument in (*call.args, *call.keywords)
            for node in ast.walk(argument)
        }
        self.ownership.limit_to(changed)
        counts: Counter[Key] = Counter()
        for statement in self.tree.body:
            if self._near(statement, self._relevant):
                self._take_bindings(statement, counts)
        self._rebound = frozenset(
            key for key, count in counts.items() if count > 1 and key[1] in watch.names
        )

    def anchor(self, keys: frozenset[Key]) -> None:
        """Bindings of these variables at the top of module or class keep their places."""
        self._anchored = keys

    def _lines_with(self, keys: Collection[Key]) -> Iterator[int]:
        names = sorted({re.escape(name) for _, name in keys})
        if not names:
            return
        pattern = re.compile(rf"\b(?:{'|'.join(names)})\b")
        plain = self.text.isascii()
        for number, line in enumerate(self.lines, 1):
            if pattern.search(line if plain else unicodedata.normalize("NFKC", line)):
                yield number

    def _take_bindings(self, top: ast.stmt, counts: Counter[Key]) -> None:
        for statement, scopes in self._statements([top], ()):
            built = steps(statement, scopes, self.variables)
            if built is not None:
                self.ownership.record(statement, scopes)
                counts.update({step.key: 1 for step in built if not step.path})
                continue
            if isinstance(statement, _FUNCTIONS):
                name = qualified((*scopes, statement))
                for parameter in parameter_names(statement.args):
                    self.ownership.unknown((name, parameter))
                    counts[name, parameter] += 1
            for key in self._bound_by(statement, scopes):
                self.ownership.unknown(key)
                counts[key] += 1

    def _bound_by(self, statement: ast.stmt, scopes: Scopes) -> Iterator[Key]:
        names: list[str] = []
        for node in self._own(statement):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                names.append(node.id)
            elif isinstance(node, ast.alias):
                names.append((node.asname or node.name).partition(".")[0])
        names += _names_of(statement)
        names += [h.name for h in getattr(statement, "handlers", ()) if h.name]
        for name in names:
            yield self.variables.key(name, scopes)

    def items(self, body: Sequence[ast.stmt], scopes: Scopes) -> list[Item]:
        """The skeleton of a block."""
        found: list[Item] = []
        for statement in body:
            if isinstance(statement, ast.Pass):
                continue
            if not self._near(statement, self._relevant):
                found.append(Kept(statement, scopes))
            else:
                found.extend(self._item(statement, scopes))
        return found

    def _item(self, statement: ast.stmt, scopes: Scopes) -> list[Item]:
        if self._is_erased(statement, scopes):
            return list(self._tokens_of(statement, scopes))
        if isinstance(statement, ast.If):
            return self.branch(statement, scopes)
        if isinstance(statement, ast.For) and self._is_erased_loop(statement, scopes):
            self._feed(self._targets(statement.target, scopes), statement.iter, scopes)
            return list(self._tokens(statement.iter, scopes))
        return [Kept(statement, scopes)]

    def _is_erased(self, statement: ast.stmt, scopes: Scopes) -> bool:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            return not self.imported(statement, scopes)
        built = steps(statement, scopes, self.variables)
        if not built or not self.built(statement, scopes) <= self._changed:
            return False
        if any(step.key not in self._changed for step in built):
            return False
        return all(self.ownership.owns(step.key, step.path) for step in built if step.changes)

    def imported(self, node: ast.Import | ast.ImportFrom, scopes: Scopes) -> list[str]:
        """The names of an import that have not changed, as the syntax has them."""
        return sorted(
            ast.dump(alias)
            for alias in node.names
            if self.variables.key((alias.asname or alias.name).partition(".")[0], scopes)
            not in self._changed
        )

    def _is_erased_loop(self, loop: ast.For, scopes: Scopes) -> bool:
        targets = self._targets(loop.target, scopes)
        if not targets or not targets <= self._changed:
            return False
        if not self.purity.is_pure(loop.iter, scopes):
            return False
        return not self.items(loop.body, scopes) and not self.items(loop.orelse, scopes)

    def branch(self, node: ast.If, scopes: Scopes) -> list[Item]:
        """The skeleton of an `if`: nothing but its test's effects when nothing is left in it."""
        body, orelse = self.items(node.body, scopes), self.items(node.orelse, scopes)
        if not body and not orelse:
            built = [
                key
                for block in (node.body, node.orelse)
                for inner, around in self._statements(block, scopes)
                for key in self.built(inner, around)
            ]
            self._feed(frozenset(built), node.test, scopes)
            return list(self._tokens(node.test, scopes))
        self._note(node.test, scopes)
        test = _normal(node.test, holds=bool(body))
        found = " ".join(token.text for token in self._tokens(node.test, scopes))
        first, second = (body, orelse) if body else (orelse, body)
        return [Branch(f"{test} {found}", tuple(first), tuple(second), node.lineno)]

    # Tokens

    def _tokens_of(self, statement: ast.stmt, scopes: Scopes) -> Iterator[Token]:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            keys = frozenset(
                self.variables.key((a.asname or a.name).partition(".")[0], scopes)
                for a in statement.names
            )
            self.flow.feeds.append((keys, frozenset()))
        else:
            keys = self.built(statement, scopes)
            self._feed(keys, statement, scopes)
        if isinstance(statement, ast.AnnAssign):
            for key in keys:
                self.annotations.add((key, ast.dump(statement.annotation)))
        for step in steps(statement, scopes, self.variables) or ():
            if step.key in self._anchored and not step.path and not step.changes:
                yield Token(f"{step.key[1]} is bound", statement.lineno)
        if keys & self._carriers:
            yield Token(f"carry {ast.dump(statement)}", statement.lineno)
        yield from self._entries_of_target(statement)
        for child, inner in parts(statement, scopes):
            if isinstance(statement, ast.AnnAssign) and child is statement.annotation:
                continue
            yield from self._tokens(child, inner)

    def _entries_of_target(self, statement: ast.stmt) -> Iterator[Token]:
        if not self.watch.keys:
            return
        for node in ast.walk(statement):
            match node:
                case ast.Subscript(slice=ast.Constant(value=str(key)), ctx=ast.Store() | ast.Del()):
                    if key in self.watch.keys:
                        yield Token(f"entry {key} {ast.dump(statement)}", statement.lineno)
                case ast.Call(func=ast.Attribute(), args=[ast.Constant(value=str(key)), *_]):
                    if key in self.watch.keys:
                        yield Token(f"entry {key} {ast.dump(node)}", statement.lineno)

    def _tokens(self, node: ast.AST, scopes: Scopes) -> Iterator[Token]:
        if isinstance(node, Masked):
            self._send(node, scopes)
            yield from self._tokens(node.inner, scopes)
            return
        line = getattr(node, "lineno", 0)
        if self.purity.does_something_itself(node, scopes):
            self._note(node, scopes)
            yield Token(f"do {ast.dump(node)}", line)
            for part in ast.walk(node):
                if isinstance(part, Masked):
                    self._send(part, scopes)
                    yield from self._tokens(part.inner, scopes)
            return
        if isinstance(node, ast.Name):
            if self._rebound and self.variables.key(node.id, scopes) in self._rebound:
                yield Token(f"read {node.id}", line)
            return
        if self.watch.texts and isinstance(node, _OPAQUE):
            text = ast.unparse(node)
            if text in self.watch.texts:
                yield Token(f"read {text}", line)
        yield from self._entries(node)
        for child, inner in parts(node, scopes):
            yield from self._tokens(child, inner)

    def _entries(self, node: ast.AST) -> Iterator[Token]:
        if not self.watch.keys:
            return
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value in self.watch.keys:
                    yield Token(f"entry {key.value} {ast.dump(value)}", value.lineno)
        elif isinstance(node, ast.keyword) and node.arg in self.watch.keys:
            yield Token(f"entry {node.arg} {ast.dump(node.value)}", node.value.lineno)

    # Uses

    def _send(self, node: Masked, scopes: Scopes) -> None:
        used = self._changed_in(node.inner, scopes)
        self.flow.sent |= used
        self.loads |= used
        for inner, key in self.variables.occurrences(node.inner, scopes):
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store):
                if key in self._changed:
                    self.flow.uses.append((key, inner.lineno))

    def _changed_in(self, node: ast.AST, scopes: Scopes) -> frozenset[Key]:
        found = {k for _, k in self.variables.occurrences(node, scopes) if k in self._changed}
        for part in ast.walk(node):
            if isinstance(part, Masked):
                found |= self._changed_in(part.inner, scopes)
        return frozenset(found)

    def _feed(self, keys: frozenset[Key], node: ast.AST, scopes: Scopes) -> None:
        used = self._changed_in(node, scopes)
        self.flow.feeds.append((keys, used))
        self.loads |= used

    def _note(self, node: ast.AST, scopes: Scopes) -> None:
        """Every use of a changed variable here is one that the edit must not touch."""
        for part, key in self.variables.occurrences(node, scopes):
            if key not in self._changed or isinstance(part, Masked):
                continue
            if key in self._carriers and part in self._in_calls:
                self.flow.sent.add(key)
                self.loads.add(key)
                continue
            self.flow.uses.append((key, getattr(part, "lineno", 0)))

    def head(self, statement: ast.stmt, scopes: Scopes) -> tuple[object, ...]:
        """A statement without its blocks, with the tokens of the requests in it."""
        if isinstance(statement, ast.Import | ast.ImportFrom):
            return (_without(statement, "names"), *self.imported(statement, scopes))
        found: list[str] = []
        for child, inner in parts(statement, scopes):
            if isinstance(child, ast.ExceptHandler):
                found.append(f"except {child.name} {_dumped(child.type)}")
                self._note_all([child.type], inner)
                self._note_names([child.name] if child.name else [], child.lineno, inner)
            elif isinstance(child, ast.match_case):
                found.append(f"case {ast.dump(child.pattern)} {_dumped(child.guard)}")
                self._note_all([child.pattern, child.guard], inner)
            elif not isinstance(child, ast.stmt):
                self._note(child, inner)
                found.extend(self._sent_in(child, inner))
        self._note_names(_names_of(statement), statement.lineno, scopes)
        return (_without(statement, *_BLOCKS), *found)

    def _sent_in(self, node: ast.AST, scopes: Scopes) -> Iterator[str]:
        if isinstance(node, Masked):
            self._send(node, scopes)
            yield from (token.text for token in self._tokens(node.inner, scopes))
            return
        for child, inner in parts(node, scopes):
            yield from self._sent_in(child, inner)

    def _note_all(self, nodes: Sequence[ast.AST | None], scopes: Scopes) -> None:
        for node in nodes:
            if node is not None:
                self._note(node, scopes)

    def _note_names(self, names: Sequence[str], line: int, scopes: Scopes) -> None:
        for name in names:
            key = self.variables.key(name, scopes)
            if key in self._changed:
                self.flow.uses.append((key, line))

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

    def is_plain(self, statement: ast.stmt) -> bool:
        """Whether nothing in a statement has to do with the edited calls."""
        return not self._near(statement, self._relevant)

    def _near(self, statement: ast.stmt, lines: Sequence[int]) -> bool:
        at = bisect_left(lines, _first(statement))
        return at < len(lines) and lines[at] <= (statement.end_lineno or statement.lineno)


def _first(statement: ast.stmt) -> int:
    if isinstance(statement, (*_FUNCTIONS, ast.ClassDef)):
        return min([statement.lineno, *(d.lineno for d in statement.decorator_list)])
    return statement.lineno


def _without(node: ast.AST, *fields: str) -> str:
    bare = copy.copy(node)
    for name in fields:
        if isinstance(getattr(bare, name, None), list):
            setattr(bare, name, [])
    return ast.dump(bare)


def _names_of(statement: ast.stmt) -> list[str]:
    if isinstance(statement, ast.Global | ast.Nonlocal):
        return statement.names
    if isinstance(statement, (*_FUNCTIONS, ast.ClassDef)):
        return [statement.name]
    return []


def _normal(test: ast.expr, *, holds: bool) -> str:
    """A condition, or its opposite, spelled in one way."""
    while isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test, holds = test.operand, not holds
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and type(test.ops[0]) in _FLIPPED:
        positive = _FLIPPED[type(test.ops[0])]()
        test, holds = ast.Compare(test.left, [positive], test.comparators), not holds
    return f"{'' if holds else 'not '}{ast.dump(test)}"


def _dumped(node: ast.AST | None) -> str:
    return "" if node is None else ast.dump(node)


def _unmasked(node: ast.expr) -> ast.expr:
    return node.inner if isinstance(node, Masked) else node
