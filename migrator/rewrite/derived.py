"""Derived: what else a call sends that is made from its payload, such as a signature of it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.read.module import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Calls whose result is the payload again, in another form.
_SAME = frozenset({"dumps", "encode", "dict", "copy", "deepcopy", "model_dump", "asdict", "loads"})
_FEEDING = frozenset({"update", "append", "add", "setdefault", "insert", "write"})


def made_from(body: ast.expr, call: ast.Call, scope: ast.AST) -> int | None:
    """The line where something that `call` sends beside its payload is made from that.

    `body` is the payload as the code of `scope` calls it. A part of the payload, taken by its key, is no
    such thing: it is the same in any payload that has it.
    """
    if isinstance(body, ast.Call) and last_name(body) in _SAME:
        body = body.func.value if isinstance(body.func, ast.Attribute) else body
        body = body.args[0] if isinstance(body, ast.Call) and body.args else body
    if not isinstance(body, ast.Name | ast.Attribute):
        return None
    found = _Derived(ast.unparse(body), call, scope)
    for part in (call.func, *call.args, *(keyword.value for keyword in call.keywords)):
        line = found.line(part)
        if line is not None:
            return line
    return found.given_later


class _Derived:
    """Variables that stand for the payload, and those made from it."""

    def __init__(self, body: str, call: ast.Call, scope: ast.AST) -> None:
        self._payloads = {body}
        self._made: dict[str, int] = {}
        self.given_later: int | None = None
        bindings = list(_bindings(scope, call))
        known = 0
        while known != len(self._payloads) + len(self._made):
            known = len(self._payloads) + len(self._made)
            for names, value, fed in bindings:
                line = self.line(value)
                if line is not None:
                    for name in names:
                        self._made.setdefault(name, line)
                elif not self._is_payload(value):
                    continue
                elif isinstance(value, ast.Call) and fed:
                    for name in names:
                        self._made.setdefault(name, value.lineno)
                else:
                    self._payloads.update(names)
        self._made = {name: at for name, at in self._made.items() if name not in self._payloads}
        self.given_later = self._later(call, scope)

    def line(self, node: ast.expr) -> int | None:
        """Where an expression is made from the payload, None when it isn't."""
        for part in walk(node):
            if isinstance(part, ast.Name | ast.Attribute) and ast.unparse(part) in self._made:
                return self._made[ast.unparse(part)]
            if isinstance(part, ast.Call) and last_name(part) not in _SAME:
                given = [*part.args, *(keyword.value for keyword in part.keywords)]
                if any(self._is_payload(each) for each in given):
                    return part.lineno
            if isinstance(part, ast.FormattedValue) and self._is_payload(part.value):
                return part.lineno
        return None

    def _is_payload(self, node: ast.expr) -> bool:
        """Whether an expression is the whole payload, or holds it."""
        match node:
            case ast.Name() | ast.Attribute():
                return ast.unparse(node) in self._payloads
            case ast.Dict(values=values):
                return any(self._is_payload(value) for value in values)
            case ast.Call(func=func, args=args) if last_name(node) in _SAME:
                owner = func.value if isinstance(func, ast.Attribute) else None
                return any(map(self._is_payload, args)) or (
                    owner is not None and self._is_payload(owner)
                )
        return False

    def _later(self, call: ast.Call, scope: ast.AST) -> int | None:
        """Where what the call made is given something that is made from the payload."""
        made = {
            name
            for node in walk(scope)
            if isinstance(node, ast.Assign) and node.value is call
            for name in map(ast.unparse, node.targets)
        }
        for node in walk(scope) if made else ():
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name(id=name)), args=given):
                    if name in made:
                        lines = [line for each in given if (line := self.line(each)) is not None]
                        if lines:
                            return lines[0]
        return None


def _bindings(scope: ast.AST, call: ast.Call) -> Iterator[tuple[Sequence[str], ast.expr, bool]]:
    """What code binds, but for what comes of the call itself; and what it feeds to an object."""
    for node in walk(scope):
        fed = False
        match node:
            case ast.Assign(targets=targets, value=value):
                found = [name for target in targets for name in _names(target)]
            case (
                ast.AnnAssign(target=target, value=ast.expr() as value)
                | ast.AugAssign(target=target, value=value)
            ):
                found = list(_names(target))
            case ast.NamedExpr(target=target, value=value):
                found = [target.id]
            case ast.Expr(
                value=ast.Call(func=ast.Attribute(value=owner, attr=method), args=[*_, value])
            ) if method in _FEEDING:
                found, fed = list(_names(owner)), True
            case _:
                continue
        if not any(part is call for part in walk(value)):
            yield found, value, fed


def _names(target: ast.expr) -> Iterator[str]:
    """What a target binds, or the object that it changes."""
    match target:
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            for part in parts:
                yield from _names(part)
        case ast.Subscript(value=owner):
            yield from _names(owner)
        case ast.Attribute(value=ast.Name(id="self")) | ast.Name():
            if ast.unparse(target) not in {"self", "cls"}:
                yield ast.unparse(target)
        case ast.Attribute(value=owner):
            yield from _names(owner)
