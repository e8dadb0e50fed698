"""Mutants: every small way to break a program, made from its syntax tree."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_OPPOSITE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Gt: ast.GtE, ast.Lt: ast.LtE, ast.Is: ast.IsNot,
    ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.GtE: ast.Gt, ast.LtE: ast.Lt,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    name: str
    text: str


def mutants(text: str) -> Iterator[Mutant]:
    """Programs that differ from `text` in one place, each with what was done where."""
    tree = ast.parse(text)
    nodes = list(ast.walk(tree))
    names = sorted({n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)})
    for position, node in enumerate(nodes):
        for label, change in _changes(node, names):
            other = ast.parse(text)
            twin = list(ast.walk(other))[position]
            change(twin)
            line = getattr(node, "lineno", 0)
            yield Mutant(f"{line}: {label}", ast.unparse(ast.fix_missing_locations(other)))


_Change = Callable[[ast.AST], None]


def _changes(node: ast.AST, names: list[str]) -> Iterator[tuple[str, _Change]]:
    for field in ("body", "orelse", "finalbody"):
        block = getattr(node, field, None)
        if isinstance(block, list):
            yield from _block_changes(field, block)
    yield from _leaf_changes(node, names)
    if isinstance(node, ast.Call):
        for nth, keyword in enumerate(node.keywords):
            yield f"drop {keyword.arg}=", _dropping("keywords", nth)
        for nth, _ in enumerate(node.args):
            yield f"drop argument {nth}", _dropping("args", nth)
    if isinstance(node, ast.Dict):
        for nth, key in enumerate(node.keys):
            yield f"drop entry {ast.unparse(key) if key else '**'}", _dropping_entry(nth)
        yield "add an entry", _adding_entry
    if isinstance(node, ast.List | ast.Tuple):
        for nth in range(len(node.elts)):
            yield f"drop item {nth}", _dropping("elts", nth)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        for nth in range(len(node.decorator_list)):
            yield "drop a decorator", _dropping("decorator_list", nth)
        yield "rename", lambda n: setattr(n, "name", f"{n.name}_")  # type: ignore[attr-defined]
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns:
        yield "drop the return annotation", lambda n: setattr(n, "returns", None)
    if isinstance(node, ast.arguments) and node.defaults:
        yield "drop the defaults", lambda n: setattr(n, "defaults", [])
    if isinstance(node, ast.AnnAssign | ast.arg) and node.annotation is not None:
        yield "another annotation", lambda n: setattr(n, "annotation", ast.Name("bytes"))


def _block_changes(field: str, block: list[ast.stmt]) -> Iterator[tuple[str, _Change]]:
    for nth, statement in enumerate(block):
        if isinstance(statement, ast.Pass):
            continue
        shown = ast.unparse(statement).splitlines()[0][:50]
        yield f"remove `{shown}`", _removing(field, nth)
        yield f"double `{shown}`", _doubling(field, nth)
        if nth + 1 < len(block):
            yield f"swap `{shown}` with the next", _swapping(field, nth)
        yield f"put `{shown}` under a condition", _guarding(field, nth)


def _leaf_changes(node: ast.AST, names: list[str]) -> Iterator[tuple[str, _Change]]:
    match node:
        case ast.Constant(value=bool() as value):
            yield f"{value} to its opposite", lambda n: setattr(n, "value", not value)
        case ast.Constant(value=str() as value):
            yield f"change {value[:30]!r}", lambda n: setattr(n, "value", f"{value}x")
        case ast.Constant(value=int() | float() as value):
            yield f"change {value}", lambda n: setattr(n, "value", value + 1)
        case ast.Constant(value=None):
            yield "None to 0", lambda n: setattr(n, "value", 0)
        case ast.Name(id=name, ctx=ast.Load()):
            other = names[(names.index(name) + 1) % len(names)]
            yield f"{name} to {other}", lambda n: setattr(n, "id", other)
        case ast.Attribute(attr=name):
            yield f".{name} to .other", lambda n: setattr(n, "attr", "other")
        case ast.If() | ast.While() | ast.IfExp():
            yield "invert a condition", _inverting
        case ast.Compare(ops=[op]) if type(op) in _OPPOSITE:
            opposite = _OPPOSITE[type(op)]
            yield "another comparison", lambda n: setattr(n, "ops", [opposite()])
        case ast.BoolOp(op=op):
            swapped = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield "and to or", lambda n: setattr(n, "op", swapped)
        case ast.BinOp(op=op):
            other_op = ast.Sub() if isinstance(op, ast.Add) else ast.Add()
            yield "another operator", lambda n: setattr(n, "op", other_op)
        case ast.AugAssign():
            yield "another operator", lambda n: setattr(n, "op", ast.Sub())
        case ast.Return(value=ast.expr()):
            yield "return nothing", lambda n: setattr(n, "value", None)
        case ast.ExceptHandler(type=ast.expr()):
            yield "catch more", lambda n: setattr(n, "type", ast.Name("BaseException"))
        case ast.alias(name=name):
            yield f"import another for {name}", lambda n: setattr(n, "name", f"{name}_other")
        case ast.keyword(arg=str(name)):
            yield f"rename {name}=", lambda n: setattr(n, "arg", f"{name}_")
        case ast.arg(arg=name):
            yield f"rename parameter {name}", lambda n: setattr(n, "arg", f"{name}_")


def _dropping(field: str, nth: int) -> _Change:
    return lambda node: getattr(node, field).pop(nth)


def _dropping_entry(nth: int) -> _Change:
    def change(node: ast.AST) -> None:
        assert isinstance(node, ast.Dict)
        del node.keys[nth], node.values[nth]

    return change


def _adding_entry(node: ast.AST) -> None:
    assert isinstance(node, ast.Dict)
    node.keys.append(ast.Constant("more"))
    node.values.append(ast.Constant(1))


def _removing(field: str, nth: int) -> _Change:
    def change(node: ast.AST) -> None:
        block = getattr(node, field)
        block[nth : nth + 1] = [] if len(block) > 1 or field != "body" else [ast.Pass()]

    return change


def _doubling(field: str, nth: int) -> _Change:
    def change(node: ast.AST) -> None:
        block = getattr(node, field)
        block.insert(nth, copy.deepcopy(block[nth]))

    return change


def _swapping(field: str, nth: int) -> _Change:
    def change(node: ast.AST) -> None:
        block = getattr(node, field)
        block[nth], block[nth + 1] = block[nth + 1], block[nth]

    return change


def _guarding(field: str, nth: int) -> _Change:
    def change(node: ast.AST) -> None:
        block = getattr(node, field)
        block[nth] = ast.If(ast.Name("__debug__"), [block[nth]], [])

    return change


def _inverting(node: ast.AST) -> None:
    assert isinstance(node, ast.If | ast.While | ast.IfExp)
    node.test = ast.UnaryOp(ast.Not(), node.test)
