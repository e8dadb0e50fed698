"""Answers: the expressions through which what a call gives reaches a name, or a place among others."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.read.module import last_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from migrator.read.module import ModuleSource

_WAITING = frozenset({"cast", "create_task", "ensure_future", "run", "run_until_complete"})
_WAITING |= {"shield", "start_soon", "wait_for"}
_GATHERING = frozenset({"add", "append", "as_completed", "extend", "gather", "insert", "list"})
_GATHERING |= {"put", "put_nowait", "set", "setdefault", "sorted", "tuple", "wait", "zip"}
PREPARING = frozenset({"prepare", "prepare_request"})
_TOGETHER = (
    ast.Starred, ast.List, ast.Tuple, ast.Set, ast.Dict, ast.GeneratorExp, ast.ListComp,
    ast.SetComp, ast.DictComp, ast.Yield,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """The widest expression that gives an answer, whether that is put `among` others, or on which
    `attribute` of an object."""

    whole: ast.expr
    among: bool = False
    attribute: str = ""


def kept(module: ModuleSource, call: ast.expr) -> Kept:
    """What becomes of the answer that `call` gives, or will give."""
    whole = call
    while (wider := _wider(module, whole)) is not None:
        whole = wider
    parent = module.parents.get(whole)
    return Kept(whole, _is_among(parent, whole), _attribute_set(parent))


def aliases(scope: ast.AST, names: set[str]) -> set[str]:
    """`names`, and those that code binds to what they stand for."""
    known = set(names)
    while True:
        found = {
            target.id
            for node in walk(scope)
            if isinstance(node, ast.Assign | ast.AnnAssign | ast.NamedExpr)
            if isinstance(node.value, ast.Name) and node.value.id in known
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name)
        }
        if found <= known:
            return known
        known |= found


def prepared(scope: ast.AST, names: set[str]) -> set[str]:
    """`names` of requests, and those that code binds to the same ones or to them when prepared."""
    known = set(names)
    while True:
        found = set(_prepared(scope, known))
        if found <= known:
            return known
        known |= found


def _prepared(scope: ast.AST, names: set[str]) -> Iterator[str]:
    for node in walk(scope):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=func, args=args)):
                of_one = isinstance(func, ast.Attribute) and root_name(func.value) in names
                given = any(isinstance(a, ast.Name) and a.id in names for a in args)
                if last_name(func) in PREPARING and (of_one or given):
                    yield name
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id=other)):
                if other in names:
                    yield name


def gathers(call: ast.Call) -> bool:
    """Whether a call puts what it is given together with others."""
    return last_name(call) in _GATHERING


def whole_of(module: ModuleSource, call: ast.expr) -> ast.expr:
    """The call with the `await`, or the `.result()`, that waits for it."""
    parent = module.parents.get(call)
    if isinstance(parent, ast.Attribute) and parent.attr == "result":
        waiting = module.parents.get(parent)
        return waiting if isinstance(waiting, ast.Call) and waiting.func is parent else call
    return parent if isinstance(parent, ast.Await) else call


def _wider(module: ModuleSource, whole: ast.expr) -> ast.expr | None:
    waiting = whole_of(module, whole)
    if waiting is not whole:
        return waiting
    match module.parents.get(whole):
        case ast.Call(args=args) as call if whole in args and last_name(call) in _WAITING:
            return call
        case ast.IfExp() | ast.BoolOp() as choice:
            return choice
    return None


def _is_among(parent: ast.AST | None, whole: ast.expr) -> bool:
    match parent:
        case ast.Call(args=args):
            return whole in args and gathers(parent)
        case ast.Assign(targets=targets):
            return any(isinstance(target, ast.Subscript) for target in targets)
    return isinstance(parent, _TOGETHER)


def _attribute_set(parent: ast.AST | None) -> str:
    targets = parent.targets if isinstance(parent, ast.Assign) else []
    if isinstance(parent, ast.AnnAssign | ast.NamedExpr):
        targets = [parent.target]
    return next((each.attr for each in targets if isinstance(each, ast.Attribute)), "")


def names_of(module: ModuleSource, whole: ast.expr) -> Iterator[str]:
    """The names that what an expression gives is bound to."""
    match module.parents.get(whole):
        case ast.Assign(targets=targets):
            yield from _plain(targets)
        case ast.AnnAssign(target=target) | ast.NamedExpr(target=target):
            yield from _plain([target])
        case ast.withitem(optional_vars=ast.expr() as target):
            yield from _plain([target])


def _plain(targets: Iterable[ast.expr]) -> Iterator[str]:
    yield from (target.id for target in targets if isinstance(target, ast.Name))


def root_name(node: ast.expr) -> str:
    """The name that `a.b[0].c().d` starts with."""
    while True:
        match node:
            case ast.Attribute(value=inner) | ast.Subscript(value=inner) | ast.Await(value=inner):
                node = inner
            case ast.Call(func=inner):
                node = inner
            case _:
                return node.id if isinstance(node, ast.Name) else ""
