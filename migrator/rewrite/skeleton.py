"""Skeleton: a module without what only builds the requests of its edited calls.

What is left must be the same before and after an edit, in the same order: every statement that
does not merely build a request, and every effect and reading of those that do.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from migrator.find.syntax import walk
from migrator.read.parameters import parameter_names
from migrator.rewrite.asked import Asking, is_asking, is_steady, of_choice
from migrator.rewrite.conditions import normal
from migrator.rewrite.flow import Flow
from migrator.rewrite.items import Branch, Item, Kept, Token, Watch
from migrator.rewrite.logs import logged
from migrator.rewrite.masking import Masked, place_of
from migrator.rewrite.ownership import Ownership, places_of, steps
from migrator.rewrite.syntax import Side, names_of, without
from migrator.rewrite.variables import Key, Scopes, parts, qualified

_BLOCKS = ("body", "orelse", "finalbody", "handlers", "cases")
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_OPAQUE = (ast.Call, ast.Attribute, ast.Subscript, ast.Await, ast.Yield, ast.YieldFrom)


class Skeleton:
    """One side of an edit without what builds the variables of `changed`, which feed requests.

    `carriers` are those among them that hold a request's body or URL in between.
    """

    def __init__(
        self,
        side: Side,
        changed: frozenset[Key],
        carriers: frozenset[Key],
        watch: Watch,
        moving: frozenset[tuple[str, str]],
        is_plain: Callable[[str], bool],
    ) -> None:
        self.side = side
        self.flow = Flow()
        self.annotations: set[tuple[Key, str]] = set()
        self.loads: set[Key] = set()
        self._variables = side.variables
        self._purity = side.purity
        self.ownership = Ownership(side.variables, _unmasked, self._purity.makes_dict)
        self.ownership.limit_to(changed)
        self._changed, self._carriers, self._watch = changed, carriers, watch
        self._anchored: frozenset[Key] = frozenset()
        self._passed_on = ""
        self._keys, self._texts = watch.keys, watch.texts
        self._asked_early: set[str] = set()
        names = {name for _, name in changed}
        self._relevant = sorted({*side.request_lines, *side.lines_with(names)})
        self._rebound = self._take_bindings()
        self._logged = logged(side.tree)
        self._asking = Asking(moving, watch, self._purity, is_plain)
        self._in_calls = {
            node
            for call in side.calls
            for argument in (*call.args, *call.keywords)
            for node in walk(argument)
        }

    def _take_bindings(self) -> frozenset[Key]:
        """Record what is put into variables; those to watch that are bound more than once."""
        watched = self.side.lines_with(self._watch.names)
        lines = sorted({*self._relevant, *watched})
        counts: Counter[Key] = Counter()
        for top in self.side.tree.body:
            if self.side.near(top, lines):
                for statement, scopes in self.side.statements([top], ()):
                    self._take_binding(statement, scopes, counts)
        return frozenset(
            key for key, count in counts.items() if count > 1 and key[1] in self._watch.names
        )

    def _take_binding(self, statement: ast.stmt, scopes: Scopes, counts: Counter[Key]) -> None:
        built = steps(statement, scopes, self._variables)
        if built is not None:
            self.ownership.record(statement, scopes)
            counts.update({step.key: 1 for step in built if not step.path})
            return
        if isinstance(statement, _FUNCTIONS):
            name = qualified((*scopes, statement))
            for parameter in parameter_names(statement.args):
                self.ownership.unknown((name, parameter))
                counts[name, parameter] += 1
        for key in self.side.bound_by(statement, scopes):
            self.ownership.unknown(key)
            counts[key] += 1

    def anchor(self, keys: frozenset[Key]) -> None:
        """Bindings of these variables keep their places and conditions."""
        self._anchored = keys

    def is_plain(self, statement: ast.stmt) -> bool:
        """Whether nothing in a statement has to do with the edited calls."""
        return not self.side.near(statement, self._relevant)

    def items(self, body: Sequence[ast.stmt], scopes: Scopes) -> list[Item]:
        """The skeleton of a block."""
        found: list[Item] = []
        for statement in body:
            if isinstance(statement, ast.Pass):
                continue
            if not self.side.near(statement, self._relevant):
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
            self._feed(self.side.targets(statement.target, scopes), statement.iter, scopes)
            return list(self._tokens(statement.iter, scopes))
        return [*self._asked_first(statement, scopes), Kept(statement, scopes)]

    def _asked_first(self, node: ast.AST, scopes: Scopes) -> list[Token]:
        """What the requests in a statement, or a test, ask before it does anything."""
        return self._asking.first(node, scopes) if self._asking.is_needed else []

    def _is_erased(self, statement: ast.stmt, scopes: Scopes) -> bool:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            return not self.imported(statement, scopes)
        built = steps(statement, scopes, self._variables)
        if not built or not self.side.built(statement, scopes) <= self._changed:
            return False
        if any(step.key not in self._changed for step in built):
            return False
        return all(self.ownership.owns(step.key, step.path) for step in built if step.changes)

    def imported(self, node: ast.Import | ast.ImportFrom, scopes: Scopes) -> list[str]:
        """The names of an import that have not changed, as the syntax has them."""
        return sorted(
            ast.dump(alias)
            for alias in node.names
            if self._variables.key((alias.asname or alias.name).partition(".")[0], scopes)
            not in self._changed
        )

    def _is_erased_loop(self, loop: ast.For, scopes: Scopes) -> bool:
        targets = self.side.targets(loop.target, scopes)
        if not targets or not targets <= self._changed:
            return False
        if not self._purity.is_pure(loop.iter, scopes):
            return False
        return not self.items(loop.body, scopes) and not self.items(loop.orelse, scopes)

    def branch(self, node: ast.If, scopes: Scopes) -> list[Item]:
        """The skeleton of an `if`: nothing but its test's effects when nothing is left in it."""
        body, orelse = self.items(node.body, scopes), self.items(node.orelse, scopes)
        if all(map(is_steady, (*body, *orelse))):
            built = [
                key
                for block in (node.body, node.orelse)
                for inner, around in self.side.statements(block, scopes)
                for key in self.side.built(inner, around)
            ]
            self._feed(frozenset(built), node.test, scopes)
            return [*self._tokens(node.test, scopes), *of_choice([body, orelse])]
        self._note(node.test, scopes)
        test = normal(node.test, holds=bool(body))
        texts = (token.text for token in self._tokens(node.test, scopes))
        found = " ".join(text for text in texts if not is_asking(text))
        first, second = (body, orelse) if body else (orelse, body)
        branch = Branch(f"{test} {found}", tuple(first), tuple(second), node.lineno)
        return [*self._asked_first(node.test, scopes), branch]

    # Tokens

    def _tokens_of(self, statement: ast.stmt, scopes: Scopes) -> Iterator[Token]:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            keys = frozenset(
                self._variables.key((a.asname or a.name).partition(".")[0], scopes)
                for a in statement.names
            )
            self.flow.feeds.append((keys, frozenset()))
        else:
            keys = self.side.built(statement, scopes)
            self._feed(keys, statement, scopes)
        if isinstance(statement, ast.AnnAssign):
            for key in keys:
                self.annotations.add((key, ast.dump(statement.annotation)))
        for step in steps(statement, scopes, self._variables) or ():
            if step.key in self._anchored and not step.path and not step.changes:
                yield Token(f"{step.key[1]} is bound", statement.lineno)
        if keys & self._carriers:
            yield Token(f"carry {ast.dump(statement)}", statement.lineno)
        yield from self._entries_of_target(statement)
        places = places_of(statement)
        for child, inner in parts(statement, scopes):
            if isinstance(statement, ast.AnnAssign) and child is statement.annotation:
                continue
            if child in places:
                yield from self._tokens_of_place(child, inner)
            else:
                yield from self._tokens(child, inner)

    def _tokens_of_place(self, node: ast.AST, scopes: Scopes) -> Iterator[Token]:
        """What reaching into an owned object does besides: its keys and arguments are evaluated."""
        match node:
            case ast.Subscript(value=inner, slice=index):
                yield from self._tokens_of_place(inner, scopes)
                yield from self._tokens(index, scopes)
            case ast.Call(func=ast.Attribute(value=inner), args=args, keywords=keywords):
                yield from self._tokens_of_place(inner, scopes)
                for argument in (*args, *keywords):
                    yield from self._tokens(argument, scopes)
            case ast.Tuple(elts=inner_places) | ast.List(elts=inner_places):
                for part in inner_places:
                    yield from self._tokens_of_place(part, scopes)
            case _:
                yield from self._tokens(node, scopes)

    def _entries_of_target(self, statement: ast.stmt) -> Iterator[Token]:
        if not self._watch.keys:
            return
        for node in walk(statement):
            match node:
                case ast.Subscript(slice=ast.Constant(value=str(key)), ctx=ast.Store() | ast.Del()):
                    if key in self._watch.keys:
                        yield Token(f"entry {key} {ast.dump(statement)}", statement.lineno)
                case ast.Call(func=ast.Attribute(), args=[ast.Constant(value=str(key)), *_]):
                    if key in self._watch.keys:
                        yield Token(f"entry {key} {ast.dump(node)}", statement.lineno)

    def _tokens(self, node: ast.AST, scopes: Scopes) -> Iterator[Token]:
        if isinstance(node, Masked):
            self._send(node, scopes)
            yield from self._tokens_inside(node, scopes)
            return
        self._expect_computing(node, scopes)
        line = getattr(node, "lineno", 0)
        if self._asking.is_needed:
            yield from self._asking.at(node, scopes)
        if self._purity.does_something_itself(node, scopes):
            self._note(node, scopes)
            yield Token(f"do {ast.dump(node)}", line)
            for part in walk(node):
                if isinstance(part, Masked):
                    self._send(part, scopes)
                    yield from self._tokens_inside(part, scopes)
            return
        if isinstance(node, ast.Name):
            if self._rebound and self._variables.key(node.id, scopes) in self._rebound:
                yield Token(f"read {node.id}", line)
            return
        if self._texts and isinstance(node, _OPAQUE):
            text = ast.unparse(node)
            if text in self._texts:
                yield Token(f"read {text}", line)
        yield from self._entries(node)
        if isinstance(node, ast.IfExp) and self._asking.is_needed:
            yield from self._tokens(node.test, scopes)
            yield from of_choice([list(self._tokens(n, scopes)) for n in (node.body, node.orelse)])
            return
        if isinstance(node, ast.BoolOp) and self._asking.is_needed:
            yield from self._tokens(node.values[0], scopes)
            rest = [token for n in node.values[1:] for token in self._tokens(n, scopes)]
            yield from of_choice([rest, ()])
            return
        for child, inner in parts(node, scopes):
            yield from self._tokens(child, inner)

    def _tokens_inside(self, node: Masked, scopes: Scopes) -> Iterator[Token]:
        unchanged = self._variables.key(node.whole, scopes) not in self._changed
        self._passed_on = node.whole if unchanged else ""
        self._keys = self._watch.keys if node.watched is None else node.watched
        self._texts = self._watch.texts if node.texts is None else node.texts
        yield from self._tokens(node.inner, scopes)
        self._passed_on, self._keys, self._texts = "", self._watch.keys, self._watch.texts

    def _is_passed_on(self, key: str, value: ast.expr) -> bool:
        """Whether an entry is that of the dict which the same request sent whole before."""
        match value:
            case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=taken)):
                return bool(name) and name == self._passed_on and taken == key
        return False

    def _entries(self, node: ast.AST) -> Iterator[Token]:
        if not self._keys:
            return
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if not isinstance(key, ast.Constant) or key.value not in self._keys:
                    continue
                if not self._is_passed_on(str(key.value), value):
                    yield Token(f"entry {key.value} {ast.dump(value)}", value.lineno)
        elif isinstance(node, ast.keyword) and node.arg in self._keys:
            yield Token(f"entry {node.arg} {ast.dump(node.value)}", node.value.lineno)

    # Uses

    def _send(self, node: Masked, scopes: Scopes) -> None:
        used = self._changed_in(node.inner, scopes)
        self.flow.sent |= used
        if place_of(node) not in self.side.urls:
            self.flow.bodies |= used
        self.loads |= used
        for inner, key in self._variables.occurrences(node.inner, scopes):
            is_bound = isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)
            if is_bound and key in self._changed:
                self.flow.uses.append((key, node.lineno))

    def _changed_in(self, node: ast.AST, scopes: Scopes) -> frozenset[Key]:
        found = {k for _, k in self._variables.occurrences(node, scopes) if k in self._changed}
        for part in walk(node):
            if isinstance(part, Masked):
                found |= self._changed_in(part.inner, scopes)
        return frozenset(found)

    def _feed(self, keys: frozenset[Key], node: ast.AST, scopes: Scopes) -> None:
        used = self._changed_in(node, scopes)
        self.flow.feeds.append((keys, used))
        self.loads |= used

    def _note(self, node: ast.AST, scopes: Scopes) -> None:
        """Every use of a changed variable here is one that the edit must not touch."""
        for part, key in self._variables.occurrences(node, scopes):
            if key not in self._changed or isinstance(part, Masked):
                continue
            if key in self._carriers and part in self._in_calls:
                self.flow.sent.add(key)
                if key in self.side.body_carriers:
                    self.flow.bodies.add(key)
                self.loads.add(key)
                continue
            uses = self.flow.logged if part in self._logged else self.flow.uses
            uses.append((key, getattr(part, "lineno", 0)))

    def head(self, statement: ast.stmt, scopes: Scopes) -> tuple[object, ...]:
        """A statement without its blocks, with the tokens of the requests in it."""
        if isinstance(statement, ast.Import | ast.ImportFrom):
            return (without(statement, "names"), *self.imported(statement, scopes))
        found: list[str] = []
        self._asked_early = {token.text for token in self._asked_first(statement, scopes)}
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
        self._note_names(names_of(statement), statement.lineno, scopes)
        return (without(statement, *_BLOCKS), *found)

    def _sent_in(self, node: ast.AST, scopes: Scopes) -> Iterator[str]:
        if isinstance(node, Masked):
            self._send(node, scopes)
            where = "URL" if place_of(node) in self.side.urls else "body"
            for token in self._tokens_inside(node, scopes):
                if not is_asking(token.text):
                    yield token.text
                elif token.text not in self._asked_early:
                    yield f"{token.text} in the {where}"
            return
        self._expect_computing(node, scopes)
        for child, inner in parts(node, scopes):
            yield from self._sent_in(child, inner)

    def _expect_computing(self, node: ast.AST, scopes: Scopes) -> None:
        """Raises LookupError for code that gets a part of a request and may do more than compute."""
        if self.side.gets_a_part(node) and self._purity.does_something_itself(node, scopes):
            raise LookupError(f"`{ast.unparse(node)[:60]}` gives the request to other code")

    def _note_all(self, nodes: Sequence[ast.AST | None], scopes: Scopes) -> None:
        for node in nodes:
            if node is not None:
                self._note(node, scopes)

    def _note_names(self, names: Sequence[str], line: int, scopes: Scopes) -> None:
        for name in names:
            key = self._variables.key(name, scopes)
            if key in self._changed:
                self.flow.uses.append((key, line))


def _dumped(node: ast.AST | None) -> str:
    return "" if node is None else ast.dump(node)


def _unmasked(node: ast.expr) -> ast.expr:
    return node.inner if isinstance(node, Masked) else node
