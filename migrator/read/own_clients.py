"""Clients that the tree derives from a library's: whether their own code sees what is sent."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.read.abstract import HeapInstance, InstanceRef
from migrator.read.class_syntax import methods_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

# What a library's client goes through for a request.
_ON_THE_WAY = frozenset(
    {"request", "_request", "send", "prepare_request", "build_request", "get_adapter"}
    | {"rebuild_auth", "__getattr__", "__getattribute__", "_send_single_request"}
)
_LEFT_ALONE = frozenset({"timeout", "verify", "allow_redirects", "follow_redirects"})


def looking(reader: Reader, sending: ast.expr, frame: Frame) -> str | None:
    """The method of the program that sees what `client.post` sends, None when there is none."""
    receiver = sending.value if isinstance(sending, ast.Attribute) else None
    if not isinstance(receiver, ast.Name | ast.Attribute):
        return None
    value = reader.evaluate(receiver, frame)
    thing = frame.state.heap.get(value.id) if isinstance(value, InstanceRef) else None
    if not isinstance(thing, HeapInstance):
        return None
    for part in reader.instances.lines.of(thing.cls):
        for name, method in methods_of(part.node).items():
            if name in _ON_THE_WAY and not _only_hands_on(method):
                return f"{part.node.name}.{name}() may look at the request"
    return None


def _only_hands_on(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a method gives its parameters to the one above it and does no more with them."""
    given = method.args
    names = {each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)}
    names |= {each.arg for each in (given.vararg, given.kwarg) if each is not None}
    names -= {"self"}
    nodes = walk(method)
    handed = {part for node in nodes for part in _handed(node)}
    used = [node for node in nodes if isinstance(node, ast.Name) and node.id in names]
    return all(node in handed for node in used)


def _handed(node: ast.AST) -> Iterator[ast.expr]:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super"))), args=args):
            yield from args
            yield from (part.value for part in args if isinstance(part, ast.Starred))
            yield from (word.value for word in node.keywords)
        case ast.Call(
            func=ast.Attribute(value=held, attr="setdefault" | "get" | "pop"),
            args=[ast.Constant(value=str(key)), *_],
        ) if key in _LEFT_ALONE:
            yield held
        case ast.Subscript(value=held, slice=ast.Constant(value=str(key))) if key in _LEFT_ALONE:
            yield held
        case ast.Compare(left=ast.Constant(value=str(key)), comparators=[held]):
            if key in _LEFT_ALONE:
                yield held
