"""What requests ask to choose their agent, and when: an edit may move it, but past no effect."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from migrator.find.syntax import walk
from migrator.rewrite.effects import Purity
from migrator.rewrite.items import Item, Token, Watch
from migrator.rewrite.masking import Masked
from migrator.rewrite.variables import Scopes, parts, qualified

_ASK, _AT_TIMES, _DO = "ask ", "ask at times ", "do "
_STEADY = "ask steady "
_READ, _BOUND = "read ", " is bound"
_KEY = "the table for "
_TESTS = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.Compare, ast.BoolOp, ast.UnaryOp)


def is_asking(text: str) -> bool:
    """Whether the text of a token says that something is asked."""
    return text.startswith(_ASK)


def is_steady(item: Item) -> bool:
    """Whether it asks something that may as well be asked another time, or not at all."""
    return isinstance(item, Token) and item.text.startswith((_STEADY, f"{_AT_TIMES}{_STEADY}"))


def in_runs(items: Sequence[Item]) -> list[Item]:
    """Items with all that is asked between two effects as one: there its order can't matter.

    Nor does it matter whether a variable is read before or after others are bound.
    """
    found: list[Item] = []
    asks: list[Token] = []
    for item in items:
        if isinstance(item, Token) and is_asking(item.text):
            asks.append(item)
            continue
        if asks and not (isinstance(item, Token) and not item.text.startswith(_DO)):
            found.append(_together(asks))
            asks = []
        found.insert(_place(item, found), item)
    if asks:
        found.append(_together(asks))
    return found


def _place(item: Item, before: Sequence[Item]) -> int:
    """Where an item belongs among those before it."""
    place = len(before)
    read = item.text.removeprefix(_READ) if isinstance(item, Token) else ""
    if not read.isidentifier() or not isinstance(item, Token) or item.text == read:
        return place
    while place and isinstance(other := before[place - 1], Token):
        if not other.text.endswith(_BOUND) or other.text == f"{read}{_BOUND}":
            break
        place -= 1
    return place


def _together(asks: Sequence[Token]) -> Token:
    """All of them in one order. How often a thing is asked matters, unless it is steady."""
    texts = [ask.text for ask in asks]
    always = {text for text in texts if not text.startswith(_AT_TIMES)}
    counted = [t for t in texts if not t.startswith((_STEADY, _AT_TIMES))]
    steady = {text for text in texts if text.startswith(_STEADY)}
    at_times = {t for t in texts if t not in always and t.replace(_AT_TIMES, "", 1) not in always}
    return Token("; ".join(sorted([*counted, *steady, *at_times])), asks[0].line)


def of_choice(arms: Sequence[Sequence[Item]]) -> Iterator[Token]:
    """The tokens of expressions of which one is evaluated: lookups in each are made anyway."""
    tokens = [[item for item in arm if isinstance(item, Token)] for arm in arms]
    common = set.intersection(*({token.text for token in arm} for arm in tokens))
    for arm in tokens:
        for token in arm:
            if _KEY in token.text and is_asking(token.text) and token.text not in common:
                yield Token(f"{_AT_TIMES}{token.text}", token.line)
            else:
                yield token


@dataclass(frozen=True, slots=True)
class Asking:
    """Finds tests, and lookups of keys in tables, as they are written.

    `tests` are those whose answers may change. `is_plain` tells whether no code of the program runs when an attribute of that name is read, or
    whether something holds is asked, for the name `__bool__`.
    """

    tests: frozenset[tuple[str, str]]
    watch: Watch
    purity: Purity
    is_plain: Callable[[str], bool]

    @property
    def is_needed(self) -> bool:
        """Whether there is anything to find."""
        return bool(self.tests or self.watch.looked_up)

    def at(self, node: ast.AST, scopes: Scopes) -> list[Token]:
        """What a node asks itself, or a function that it calls."""
        own = self._own(node, scopes)
        found = [own] if own is not None else []
        if self.watch.calls and isinstance(node, ast.Call):
            scope, called = qualified(scopes), ast.unparse(node)
            inside = [
                (text, d) for s, via, text, d in self.watch.calls if (s, via) == (scope, called)
            ]
            for text, has_default in sorted(inside):
                kind = self._kind(ast.parse(text, mode="eval").body, scopes)
                if (scope, text) in self.tests:
                    found.append(Token(f"{kind}{text}", node.lineno))
                elif (scope, text) in self.watch.looked_up:
                    what = "for " if has_default else _KEY
                    found.append(Token(f"{kind}{what}{text}", node.lineno))
        return found

    def _own(self, node: ast.AST, scopes: Scopes) -> Token | None:
        line = getattr(node, "lineno", 0)
        if isinstance(node, _TESTS) and self._is_among(self.tests, node, scopes):
            return Token(f"{self._kind(node, scopes)}{ast.unparse(node)}", line)
        match node:
            case ast.Subscript(slice=key, ctx=ast.Load()) if any(
                self._is_among(self.watch.looked_up, part, scopes)
                for part in (key, *(key.elts if isinstance(key, ast.Tuple) else ()))
            ):
                return Token(f"{self._kind(key, scopes)}{_KEY}{ast.unparse(key)}", line)
            case ast.Call(func=ast.Attribute(attr="get"), args=[key, *_]):
                if self._is_among(self.watch.looked_up, key, scopes):
                    return Token(f"{self._kind(key, scopes)}for {ast.unparse(key)}", line)
        return None

    def _kind(self, node: ast.AST, scopes: Scopes) -> str:
        """Whether it can be asked once for several times."""
        parts = list(walk(node))
        attributes = {part.attr for part in parts if isinstance(part, ast.Attribute)}
        calls = any(isinstance(part, ast.Call | ast.Await | ast.NamedExpr) for part in parts)
        plain = self.is_plain("__bool__") and all(map(self.is_plain, attributes))
        # To look for something in an iterator uses it up.
        searched = [
            other
            for part in parts
            if isinstance(part, ast.Compare)
            for op, other in zip(part.ops, part.comparators, strict=True)
            if isinstance(op, ast.In | ast.NotIn)
        ]
        kept = all(self.purity.is_container(other, scopes) for other in searched)
        return _STEADY if plain and kept and not calls else _ASK

    @staticmethod
    def _is_among(asked: frozenset[tuple[str, str]], node: ast.AST, scopes: Scopes) -> bool:
        return bool(asked) and (qualified(scopes), ast.unparse(node)) in asked

    def first(self, node: ast.AST, scopes: Scopes) -> list[Token]:
        """What the requests in a statement or expression ask before anything is done in it."""
        found: list[Token] = []
        self._take(node, scopes, found, inside=not isinstance(node, ast.stmt))
        return found

    def _take(self, node: ast.AST, scopes: Scopes, found: list[Token], *, inside: bool) -> bool:
        """Takes what is asked, in the order of evaluation; whether nothing was done till the end."""
        if isinstance(node, Masked):
            return self._take(node.inner, scopes, found, inside=True)
        for child, inner in parts(node, scopes):
            if isinstance(child, ast.stmt | ast.ExceptHandler | ast.match_case):
                continue
            if not self._take(child, inner, found, inside=inside):
                return False
        found += self.at(node, scopes) if inside else []
        return not self.purity.does_something_itself(node, scopes)
