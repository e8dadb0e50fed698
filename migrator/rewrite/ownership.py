"""Ownership: is an object that code changes made for that code, so that its changes show nowhere?"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TypeAlias

from migrator.find.syntax import walk
from migrator.rewrite.variables import ATTRIBUTE, Key, Scopes, Variables

Path: TypeAlias = tuple[str | None, ...]
CHANGING_METHODS = frozenset(
    {"append", "clear", "extend", "insert", "pop", "popitem", "remove", "setdefault", "update"}
)
_COPIES = frozenset({"copy.copy", "copy.deepcopy", "deepcopy"})


@dataclass(frozen=True, slots=True)
class Step:
    """A statement's effect on one variable: the place inside of it, and how it changes.

    `path` leads to the object that changes; empty and not `changes` means the name is bound anew.
    """

    key: Key
    path: Path
    changes: bool


@dataclass(frozen=True, slots=True)
class _Held:
    """What was put at a path: an expression, its entries when `merged`, unknown when None."""

    path: Path
    value: ast.expr | None
    scopes: Scopes
    merged: bool = False


def steps(statement: ast.stmt, scopes: Scopes, variables: Variables) -> list[Step] | None:
    """What a statement builds, None when it does anything besides building variables."""
    match statement:
        case ast.Assign(targets=targets):
            found = [_target(t, scopes, variables) for t in targets]
        case ast.AnnAssign(target=target):
            found = [_target(target, scopes, variables)]
        case ast.AugAssign(target=target):
            found = [_target(target, scopes, variables, augmented=True)]
        case ast.Delete(targets=targets):
            found = [_deleted(t, scopes, variables) for t in targets]
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=owner, attr=method))):
            if method not in CHANGING_METHODS:
                return None
            root = rooted(owner, scopes, variables)
            found = [[Step(root[0], root[1], changes=True)] if root is not None else None]
        case _:
            return None
    built: list[Step] = []
    for each in found:
        if each is None:
            return None
        built.extend(each)
    return built


def places_of(statement: ast.stmt) -> list[ast.expr]:
    """The expressions of a building statement that lead to what it binds or changes."""
    match statement:
        case ast.Assign(targets=targets) | ast.Delete(targets=targets):
            return targets
        case ast.AnnAssign(target=target) | ast.AugAssign(target=target):
            return [target]
        case ast.Expr(value=ast.Call() as call):
            return [call]
    return []


def _target(
    target: ast.expr, scopes: Scopes, variables: Variables, *, augmented: bool = False
) -> list[Step] | None:
    if isinstance(target, ast.Tuple | ast.List):
        found = [_target(part, scopes, variables) for part in target.elts]
        return [step for each in found if each is not None for step in each] if all(found) else None
    root = rooted(target, scopes, variables)
    if root is None:
        return None
    key, path = root
    return [Step(key, path[:-1], changes=True) if path else Step(key, (), changes=augmented)]


def _deleted(target: ast.expr, scopes: Scopes, variables: Variables) -> list[Step] | None:
    return _target(target, scopes, variables) if isinstance(target, ast.Subscript) else None


def rooted(node: ast.expr, scopes: Scopes, variables: Variables) -> tuple[Key, Path] | None:
    """The variable that an expression reaches into, and the keys on the way."""
    path: list[str | None] = []
    while True:
        match node:
            case ast.Subscript(value=inner, slice=index):
                path.append(_constant(index))
                node = inner
            case ast.Call(
                func=ast.Attribute(value=inner, attr="setdefault"), args=[index, *_], keywords=[]
            ):
                path.append(_constant(index))
                node = inner
            case ast.Name(id=name):
                return variables.key(name, scopes), tuple(reversed(path))
            case ast.Attribute(value=ast.Name(), attr=name):
                return (ATTRIBUTE, name), tuple(reversed(path))
            case _:
                return None


class Ownership:
    """What a module puts into the variables of a set, and so which of their objects are its own.

    `makes_dict` tells the calls that give a dict of their keywords, as `dict` does.
    """

    def __init__(
        self,
        variables: Variables,
        inner: Callable[[ast.expr], ast.expr],
        makes_dict: Callable[[ast.Call, Scopes], bool],
    ) -> None:
        self._makes_dict = makes_dict
        self._variables = variables
        self._inner = inner
        self._held: dict[Key, list[_Held]] = defaultdict(list)
        self._members: Collection[Key] = frozenset()

    def limit_to(self, keys: Collection[Key]) -> None:
        """Only these variables count as owners."""
        self._members = keys

    def bindings(self, key: Key) -> int:
        """How often the variable is bound as a whole."""
        return sum(1 for held in self._held[key] if not held.path and not held.merged)

    def is_known(self, key: Key) -> bool:
        """Whether the module binds or builds the variable at all."""
        return bool(self._held[key])

    def unknown(self, key: Key) -> None:
        """The variable is bound to something that no expression here makes."""
        self._held[key].append(_Held((), None, ()))

    def record(self, statement: ast.stmt, scopes: Scopes) -> None:
        """Take in what a building statement puts where."""
        match statement:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    self._assigned(target, value, scopes)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                self._assigned(target, value, scopes)
            case ast.AugAssign(target=target, value=value):
                self._put(target, value, scopes, merged=True)
            case ast.Expr(value=ast.Call(func=ast.Attribute(value=owner, attr=method)) as call):
                self._called(owner, method, call, scopes)
        for node in walk(statement):
            match node:
                case ast.Call(func=ast.Attribute(attr="setdefault"), args=[_, given]):
                    self._put(node, given, scopes)

    def _assigned(self, target: ast.expr, value: ast.expr, scopes: Scopes) -> None:
        if isinstance(target, ast.Tuple | ast.List):
            for part in target.elts:
                root = rooted(part, scopes, self._variables)
                if root is not None:
                    self._held[root[0]].append(_Held(root[1], None, scopes))
            return
        self._put(target, value, scopes)

    def _called(self, owner: ast.expr, method: str, call: ast.Call, scopes: Scopes) -> None:
        if method == "update":
            for argument in call.args:
                self._put(owner, argument, scopes, merged=True)
            for keyword in call.keywords:
                root = rooted(owner, scopes, self._variables)
                if root is not None:
                    path = root[1] if keyword.arg is None else (*root[1], keyword.arg)
                    merged = keyword.arg is None
                    self._held[root[0]].append(_Held(path, keyword.value, scopes, merged))
        elif method in {"append", "insert"} and call.args:
            root = rooted(owner, scopes, self._variables)
            if root is not None:
                self._held[root[0]].append(_Held((*root[1], None), call.args[-1], scopes))

    def _put(
        self, target: ast.expr, value: ast.expr, scopes: Scopes, *, merged: bool = False
    ) -> None:
        root = rooted(target, scopes, self._variables)
        if root is not None:
            self._held[root[0]].append(_Held(root[1], value, scopes, merged))

    def owns(self, key: Key, path: Path) -> bool:
        """Whether every object on the way to `path` inside the variable is made for it."""
        return self._owns(key, path, frozenset())

    def _owns(self, key: Key, path: Path, seen: frozenset[tuple[Key, Path]]) -> bool:
        if (key, path) in seen:
            return True
        if key not in self._members or not self.bindings(key):
            return False
        seen = seen | {(key, path)}
        for held in self._held[key]:
            if len(held.path) > len(path) or not _overlap(held.path, path):
                continue
            rest = path[len(held.path) :]
            if held.merged:
                if rest and not self._merges(held.value, rest, held.scopes, seen):
                    return False
            elif not self._is_own(held.value, rest, held.scopes, seen):
                return False
        return True

    def _is_own(
        self, node: ast.expr | None, path: Path, scopes: Scopes, seen: frozenset[tuple[Key, Path]]
    ) -> bool:
        node = self._inner(node) if node is not None else None
        match node:
            case ast.Constant() | ast.JoinedStr():
                return True
            case ast.Dict(keys=keys, values=values):
                return not path or all(
                    self._merges(value, path, scopes, seen)
                    if key is None
                    else (not _overlap((_constant(key),), path[:1]))
                    or self._is_own(value, path[1:], scopes, seen)
                    for key, value in zip(keys, values, strict=True)
                )
            case ast.List(elts=items) | ast.Set(elts=items):
                return not path or all(self._is_own(i, path[1:], scopes, seen) for i in items)
            case ast.ListComp() | ast.SetComp() | ast.DictComp():
                return not path
            case ast.IfExp(body=one, orelse=other):
                return all(self._is_own(n, path, scopes, seen) for n in (one, other))
            case ast.BinOp(op=ast.BitOr(), left=one, right=other):
                return all(self._merges(n, path, scopes, seen) for n in (one, other))
            case ast.Name(id=name):
                return self._owns(self._variables.key(name, scopes), path, seen)
            case ast.Call():
                return self._call_makes(node, path, scopes, seen)
        return False

    def _call_makes(
        self, call: ast.Call, path: Path, scopes: Scopes, seen: frozenset[tuple[Key, Path]]
    ) -> bool:
        name = ast.unparse(call.func)
        if name == "json.loads":
            return True
        if name in _COPIES and len(call.args) == 1:
            return "deepcopy" in name or self._merges(call.args[0], path, scopes, seen)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "copy" and not call.args:
            return self._merges(call.func.value, path, scopes, seen)
        is_builtin = name in {"dict", "list"} and not self._variables.is_bound(name, scopes)
        if not is_builtin and not self._makes_dict(call, scopes):
            return False
        if not path:
            return True
        named = [
            self._is_own(k.value, path[1:], scopes, seen)
            if k.arg is not None
            else self._merges(k.value, path, scopes, seen)
            for k in call.keywords
            if k.arg is None or _overlap((k.arg,), path[:1])
        ]
        return all(named) and all(self._merges(a, path, scopes, seen) for a in call.args)

    def _merges(
        self,
        node: ast.expr | None,
        path: Path,
        scopes: Scopes,
        seen: frozenset[tuple[Key, Path]],
    ) -> bool:
        """Whether what is below the top of a copied dict is made for the copy, along `path`."""
        return not path or self._is_own(node, path, scopes, seen)


def _constant(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def _overlap(one: Path, other: Path) -> bool:
    return all(a is None or b is None or a == b for a, b in zip(one, other, strict=False))
