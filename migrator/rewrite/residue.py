"""Residue: did an edit change anything besides the requests of its call sites?

Shares nothing with the editor: it compares the syntax trees of the old and the new text. What
differs must be the URL and body of an edited call, names that only feed those, names and imports
that nothing uses any more, or the definition of an agent reference.
"""

from __future__ import annotations

import ast
import copy
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from migrator.model.values import Span

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_COMPOUND = (
    ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match,
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef,
)  # fmt: skip
_BUILDING = frozenset({"update", "setdefault", "pop", "clear"})
_EFFECTLESS = _BUILDING | {
    "format", "join", "strip", "rstrip", "lstrip", "urljoin", "get", "getenv", "dumps", "encode",
    "dict", "copy", "deepcopy", "str", "int", "float", "bool", "list", "tuple", "len",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Line:
    """One statement, or the head of a compound one, with the scopes and blocks around it."""

    place: tuple[str, ...]
    text: str
    node: ast.stmt

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Line) and (self.place, self.text) == (other.place, other.text)

    def __hash__(self) -> int:
        return hash((self.place, self.text))


def unexplained_change(
    old_text: str,
    new_text: str,
    old_spans: Iterable[Span],
    new_spans: Iterable[Span],
    references: Mapping[str, str],
    used_elsewhere: Callable[[str], bool],
) -> str | None:
    """What differs between two texts of a file and belongs to no edit, None when nothing does.

    The spans are those of the URL and body expressions of the edited calls. `references` maps the
    names that refer to agents to their definition's source text.
    """
    old, new = ast.parse(old_text), ast.parse(new_text)
    _mask(old, old_spans)
    _mask(new, new_spans)
    effects = _changed_effect(old, new)
    if effects is not None:
        return effects
    removed, added = _difference(list(_lines(old)), list(_lines(new)))
    changed: set[str] = set()
    for line in (*removed, *added):
        names = _built(line.node)
        if names is not None:
            changed |= names
        elif not _may_go(line.node, line in added):
            return f"line {line.node.lineno} changed too: {line.text.splitlines()[0][:80]}"
    changed -= references.keys()
    return _wrong_reference(added, references, old) or _still_used(
        changed, old, new, used_elsewhere
    )


class _Masked(ast.Name):
    """Stands for the URL or body of an edited call."""


def _mask(tree: ast.Module, spans: Iterable[Span]) -> None:
    places = {(s.line, s.column, s.end_line, s.end_column) for s in spans}

    class Masker(ast.NodeTransformer):
        def generic_visit(self, node: ast.AST) -> ast.AST:
            if isinstance(node, ast.expr):
                place = (node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)
                if place in places:
                    masked = ast.copy_location(_Masked(id="<request>", ctx=ast.Load()), node)
                    masked.inner = copy.deepcopy(node)  # type: ignore[attr-defined]
                    return masked
            super().generic_visit(node)
            return node

    Masker().visit(tree)


def _lines(tree: ast.Module) -> Iterator[_Line]:
    yield from _block(tree.body, ())


def _block(body: Sequence[ast.stmt], place: tuple[str, ...]) -> Iterator[_Line]:
    for statement in body:
        if isinstance(statement, ast.Pass):
            continue
        head = _head(statement)
        yield _Line(place, head, statement)
        inner = (*place, head)
        for name in ("body", "orelse", "finalbody"):
            nested = getattr(statement, name, None)
            if isinstance(nested, list):
                yield from _block(nested, (*inner, name))
        for handler in getattr(statement, "handlers", []):
            label = ast.unparse(handler.type) if handler.type is not None else ""
            yield from _block(handler.body, (*inner, f"except {label} {handler.name}"))
        for case in getattr(statement, "cases", []):
            yield from _block(case.body, (*inner, f"case {ast.unparse(case.pattern)}"))


def _head(statement: ast.stmt) -> str:
    if not isinstance(statement, _COMPOUND):
        return ast.unparse(statement)
    bare = copy.copy(statement)
    for name in ("body", "orelse", "finalbody"):
        if hasattr(bare, name):
            setattr(bare, name, [ast.Pass()] if name == "body" else [])
    if isinstance(bare, ast.Try):
        return "try"
    if isinstance(bare, ast.Match):
        return f"match {ast.unparse(bare.subject)}"
    return ast.unparse(bare)


def _difference(old: list[_Line], new: list[_Line]) -> tuple[list[_Line], list[_Line]]:
    removed: list[_Line] = []
    added: list[_Line] = []
    for tag, first, last, start, end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag != "equal":
            removed.extend(old[first:last])
            added.extend(new[start:end])
    return removed, added


def _built(node: ast.stmt) -> set[str] | None:
    """Names that a statement builds and does nothing else, or None."""
    match node:
        case ast.Assign(targets=targets):
            roots = [_root(target) for target in targets]
            return None if None in roots else {root for root in roots if root is not None}
        case ast.AnnAssign(target=target) | ast.AugAssign(target=target):
            root = _root(target)
            return None if root is None else {root}
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=owner, attr=method))):
            root = _root(owner)
            return {root} if root is not None and method in _BUILDING else None
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            return {(alias.asname or alias.name).partition(".")[0] for alias in aliases}
    return None


def _root(node: ast.expr) -> str | None:
    while isinstance(node, ast.Subscript):
        node = node.value
    return node.id if isinstance(node, ast.Name) else None


def _may_go(node: ast.stmt, is_added: bool) -> bool:
    return isinstance(node, ast.If) and not is_added and _is_pure(node.test)


def _is_pure(node: ast.expr) -> bool:
    return all(
        not isinstance(part, ast.Await | ast.Yield | ast.YieldFrom | ast.NamedExpr)
        and (not isinstance(part, ast.Call) or _label(part) in _EFFECTLESS)
        for part in ast.walk(node)
    )


def _label(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else ast.unparse(function)


def _inside(tree: ast.AST) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        yield node
        inner = getattr(node, "inner", None)
        if isinstance(inner, ast.AST):
            yield from ast.walk(inner)


def _changed_effect(old: ast.Module, new: ast.Module) -> str | None:
    before, after = Counter(_effects(old)), Counter(_effects(new))
    for text in (before - after) or (after - before):
        verb = "no longer evaluated as often" if before[text] > after[text] else "evaluated anew"
        return f"`{text}` would be {verb}"
    return None


def _effects(tree: ast.Module) -> Iterator[str]:
    for node in _inside(tree):
        if isinstance(node, ast.Await | ast.Yield | ast.YieldFrom | ast.NamedExpr):
            yield type(node).__name__.lower()
        elif isinstance(node, ast.Call) and _label(node) not in _EFFECTLESS:
            yield f"{ast.unparse(node.func)}()"


def _wrong_reference(
    added: Sequence[_Line], references: Mapping[str, str], old: ast.Module
) -> str | None:
    bound = {n.id for n in ast.walk(old) if isinstance(n, ast.Name)}
    for line in added:
        names = _built(line.node) or set()
        for name in names & references.keys():
            if line.place or name in bound:
                return f"{name} is defined where it stands for something else"
            value = line.node.value if isinstance(line.node, ast.Assign) else None
            if value is None or ast.unparse(value) != references[name]:
                return f"{name} is not defined as it should be"
    return None


def _still_used(
    changed: set[str], old: ast.Module, new: ast.Module, used_elsewhere: Callable[[str], bool]
) -> str | None:
    for tree in (old, new):
        for name, node in _plain_uses(tree, changed):
            if name not in _imported(new) or tree is old:
                if _is_import_kept(name, old, new):
                    continue
                return f"`{name}` is built differently and line {node.lineno} uses it"
    exported = changed & (_module_names(old) - _imported(old))
    outside = sorted(name for name in exported if used_elsewhere(name))
    if outside:
        return f"`{outside[0]}` changed and other files may use it"
    return None


def _is_import_kept(name: str, old: ast.Module, new: ast.Module) -> bool:
    return name in _imported(new) and (name in _imported(old) or name not in _bound(old))


def _plain_uses(tree: ast.Module, names: set[str]) -> Iterator[tuple[str, ast.Name]]:
    """Uses of `names` outside of masked expressions and of statements that build them."""
    building = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and (built := _built(node)) and built <= names
        for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Name) or isinstance(node, _Masked):
            continue
        if node.id in names and isinstance(node.ctx, ast.Load) and id(node) not in building:
            yield node.id, node


def _imported(tree: ast.Module) -> set[str]:
    return {
        (alias.asname or alias.name).partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }


def _bound(tree: ast.Module) -> set[str]:
    return {
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def _module_names(tree: ast.Module) -> set[str]:
    names: set[str] = set()
    for statement in tree.body:
        if not isinstance(statement, _SCOPES):
            names |= {
                node.id
                for node in ast.walk(statement)
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
            }
    return names
