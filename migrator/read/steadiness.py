"""Steadiness: which of the things that are written alike have one answer wherever they are asked."""

from __future__ import annotations

import ast
import builtins
from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from migrator.find.syntax import walk
from migrator.model.values import Known, PerRequest
from migrator.read.module import bound_once, names_bound_by, own_nodes
from migrator.read.origins import AT_CREATION
from migrator.read.parameters import parameter_names

if TYPE_CHECKING:
    from migrator.read.abstract import Abstract
    from migrator.read.frame import Frame
    from migrator.read.module import ModuleSource

_COMPARED = (ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn)
_PLAIN_TYPES = frozenset({"bool", "str", "int", "float", "None"})
_LOOPS = (ast.For, ast.AsyncFor, ast.While)
Loop: TypeAlias = ast.For | ast.AsyncFor | ast.comprehension


def rank(asked: ast.expr, frame: Frame) -> int:
    """The how manieth, from 1, of those that are written so what a module or initializer asks is.

    0 where all of them have the same answer, and for what other code asks.
    """
    is_module = frame.function is None and not frame.chain
    if not is_module and frame.chain != (AT_CREATION,):
        return 0
    if _is_steady(asked, frame):
        return 0
    module = frame.module
    text = module.code(asked)
    alike = [n for n in module.nodes if type(n) is type(asked) and module.code(n) == text]
    places = sorted((n.lineno, n.col_offset) for n in alike if isinstance(n, ast.expr))
    here = (asked.lineno, asked.col_offset)
    return places.index(here) + 1 if here in places else len(places) + 1


def bound_in(asked: ast.expr, frame: Frame) -> tuple[tuple[str, str], ...]:
    """The names in what is asked that are bound several times, each with what it stands for now.

    Also those that stand for nothing there.
    """
    if frame.function is None and not frame.at_module_level:
        return ()
    found = []
    for name in sorted(named(asked)):
        value = frame.state.names.get(name)
        if value is None and not _is_outside(name, frame):
            found.append((name, "nothing"))
        if value is None or _once(name, frame):
            continue
        told = _told(value)
        # What a parameter is given stands for itself.
        if told != f"{name} 0":
            found.append((name, told))
    return tuple(found)


def _is_outside(name: str, frame: Frame) -> bool:
    """Whether a name that a function doesn't bind is one of the code around it, or built in."""
    if frame.function is not None and name in frame.module.local_names(frame.function):
        return False
    if name in frame.closure or hasattr(builtins, name):
        return True
    return not {name, "*"}.isdisjoint(frame.module.once(_bound_by_module))


def named(node: ast.expr) -> set[str]:
    """The names in an expression."""
    return {part.id for part in walk(node) if isinstance(part, ast.Name)}


def loop_before(node: Loop, name: str, frame: Frame) -> int:
    """How many others bind a name in the function, before a loop does."""
    scope = frame.function or frame.module.tree
    given = parameter_names(frame.function.args) if frame.function is not None else ()
    place = (node.target.lineno, node.target.col_offset)
    return list(given).count(name) + sum(
        name in names_bound_by(part) and _place(part) < place for part in own_nodes(scope)
    )


def _place(node: ast.AST) -> tuple[int, int]:
    return getattr(node, "lineno", 0), getattr(node, "col_offset", 0)


def _told(value: Abstract) -> str:
    match value:
        case PerRequest(text=text, nth=nth):
            return f"{text} {nth}"
        case Known(value=constant):
            return repr(constant)
    return type(value).__name__


def _is_steady(test: ast.expr, frame: Frame) -> bool:
    match test:
        case ast.BoolOp(values=values):
            return all(_is_steady(value, frame) for value in values)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return _is_steady(operand, frame)
        case ast.Compare(left=ast.Name(id=name), ops=[operator], comparators=[other]):
            return isinstance(operator, _COMPARED) and _is_constant(other) and _once(name, frame)
        case ast.Name(id=name):
            return _once(name, frame) and _is_plain(name, frame)
    return False


def _once(name: str, frame: Frame) -> bool:
    if frame.function is not None:
        return name in bound_once(frame.function)
    return name in frame.module.once(_bound_once_by_module)


def _bound_once_by_module(module: ModuleSource) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for node in own_nodes(module.tree):
        counts.update(names_bound_by(node))
        if isinstance(node, _LOOPS):
            for inner in walk(node):
                counts.update(names_bound_by(inner))
    return frozenset(
        name for name, count in counts.items() if count == 1 and name not in module.set_by_functions
    )


def _bound_by_module(module: ModuleSource) -> frozenset[str]:
    """Every name that the top of a module binds, and those that code may bind there from elsewhere."""
    own = {name for node in own_nodes(module.tree) for name in names_bound_by(node)}
    return frozenset(own.union(module.set_by_functions))


def _is_plain(name: str, frame: Frame) -> bool:
    """Whether what a name stands for can't change: a parameter by its type, or what is assigned."""
    if frame.function is not None:
        given = frame.function.args
        parameters = (*given.posonlyargs, *given.args, *given.kwonlyargs)
        return any(p.arg == name and _is_plain_type(p.annotation) for p in parameters)
    return any(
        isinstance(node, ast.Assign | ast.AnnAssign) and _makes_plain(node.value)
        for node in frame.module.tree.body
        if name in _names_bound_at(node)
    )


def _names_bound_at(node: ast.stmt) -> list[str]:
    """The names that an assignment of one name binds."""
    match node:
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return [name]
    return []


def _makes_plain(value: ast.expr | None) -> bool:
    match value:
        case ast.Compare() | ast.UnaryOp(op=ast.Not()):
            return True
        case ast.Call(func=ast.Name(id="bool" | "len" | "str" | "int")):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="os"), attr="getenv")):
            return True
    return isinstance(value, ast.Constant | ast.JoinedStr)


def _is_constant(node: ast.expr) -> bool:
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return all(isinstance(item, ast.Constant) for item in node.elts)
    return isinstance(node, ast.Constant)


def _is_plain_type(annotation: ast.expr | None) -> bool:
    match annotation:
        case ast.Constant(value=None):
            return True
        case ast.Name(id=name):
            return name in _PLAIN_TYPES
        case ast.BinOp(op=ast.BitOr(), left=left, right=right):
            return _is_plain_type(left) and _is_plain_type(right)
        case ast.Subscript(value=ast.Name(id="Optional"), slice=inner):
            return _is_plain_type(inner)
    return False
