"""Self-contained: functions and classes of a module that change nothing but what is their own.

What they are written of, by which `inert` tells whether they may also send, or lead to, anything.
"""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from migrator.find.syntax import walk
from migrator.read.class_syntax import label
from migrator.read.module import EVERY_NAME, names_bound_by, own_nodes
from migrator.read.parameters import defaults_of, parameter_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from migrator.read.abstract import FunctionNode
    from migrator.read.module import ModuleSource

Method: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_LEAVING = (ast.Global, ast.Nonlocal, ast.Import, ast.ImportFrom, ast.ClassDef)
_BINDING = (ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping)
_DECORATORS = frozenset({"staticmethod", "classmethod", "property", "override", "final"})
# Those reach what has another name, or bind names that aren't written.
REACHING = frozenset(
    {"eval", "exec", "compile", "globals", "locals", "vars", "getattr", "setattr", "delattr"}
    | {"__import__", "breakpoint"}
)
_OWN_ATTRIBUTES = frozenset({"__name__", "__qualname__", "__doc__", "__init__"})
_OWN_METHODS = frozenset(
    {"__init__", "__repr__", "__str__", "__len__", "__iter__", "__contains__", "__eq__", "__lt__"}
    | {"__hash__", "__bool__", "__enter__", "__exit__", "__next__", "__post_init__"}
)
_SIMPLE = (ast.Name, ast.Constant)


@dataclass(frozen=True, slots=True)
class Traits:
    """What a function is written of: names of its module, what it mentions, its texts.

    `inner` are the function itself and those that stand in it.
    """

    outside: frozenset[str]
    mentioned: frozenset[str]
    texts: tuple[str, ...]
    inner: tuple[FunctionNode, ...]


@dataclass(frozen=True, slots=True)
class Definitions:
    """What a module defines that may be inert.

    `methods` are those of each class, `loose` the lambdas that stand in no definition, `names`
    those that the module binds.
    """

    names: frozenset[str]
    functions: Mapping[Method, Traits]
    methods: Mapping[ast.ClassDef, Mapping[Method, Traits]]
    loose: Mapping[ast.Lambda, Traits]


def definitions(module: ModuleSource) -> Definitions:
    """What a module defines that changes nothing but what is its own."""
    functions: dict[Method, Traits] = {}
    methods: dict[ast.ClassDef, Mapping[Method, Traits]] = {}
    loose: dict[ast.Lambda, Traits] = {}
    names = {name for node in own_nodes(module.tree) for name in names_bound_by(node)}
    names |= module.set_by_functions.keys()
    for statement in module.tree.body:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                traits = _traits(module, statement, names, None)
                if traits is not None:
                    functions[statement] = traits
            case ast.ClassDef():
                within = _methods(module, statement, names)
                if within is not None:
                    methods[statement] = within
            case _:
                loose.update(_lambdas(module, statement, names))
    return Definitions(frozenset(names), functions, methods, loose)


def _lambdas(
    module: ModuleSource, statement: ast.stmt, names: set[str]
) -> Iterator[tuple[ast.Lambda, Traits]]:
    for node in walk(statement):
        if isinstance(node, ast.Lambda) and not module.enclosing(node):
            traits = _traits(module, node, names, None)
            if traits is not None:
                yield node, traits


def _methods(
    module: ModuleSource, cls: ast.ClassDef, names: set[str]
) -> dict[Method, Traits] | None:
    """The methods of a class that has only those, constants, and no base but an exception's."""
    if cls.decorator_list or cls.keywords or not all(_is_plain_base(b, names) for b in cls.bases):
        return None
    found: dict[Method, Traits] = {}
    for part in cls.body:
        match part:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                if name.startswith("__") and name not in _OWN_METHODS:
                    return None
                traits = _traits(module, part, names, _receiver(part))
                if traits is None:
                    return None
                found[part] = traits
            case ast.Expr(value=ast.Constant()) | ast.Pass():
                continue
            case ast.Assign(targets=[ast.Name()], value=ast.Constant()):
                continue
            case ast.AnnAssign(target=ast.Name(), value=None | ast.Constant()):
                continue
            case _:
                return None
    return found


def _is_plain_base(base: ast.expr, names: set[str]) -> bool:
    if not isinstance(base, ast.Name) or base.id in names:
        return False
    known = getattr(builtins, base.id, None)
    return known is object or (isinstance(known, type) and issubclass(known, BaseException))


def _receiver(method: Method) -> str | None:
    """What a method calls its instance."""
    if any(
        label(decorator) in {"staticmethod", "classmethod"} for decorator in method.decorator_list
    ):
        return None
    given = [*method.args.posonlyargs, *method.args.args]
    return given[0].arg if given else None


def _traits(
    module: ModuleSource, function: FunctionNode, names: set[str], receiver: str | None
) -> Traits | None:
    """What a function is written of; None when it may change what isn't its own.

    `names` are those of the module, `receiver` what it calls the instance that it belongs to.
    """
    decorators = [] if isinstance(function, ast.Lambda) else function.decorator_list
    if any(not isinstance(d, ast.Name) or d.id not in _DECORATORS for d in decorators):
        return None
    loaded: set[str] = set()
    bound: set[str] = set()
    texts: list[str] = []
    inner: list[FunctionNode] = []
    for node in walk(function):
        if isinstance(node, ast.Name):
            (loaded if isinstance(node.ctx, ast.Load) else bound).add(node.id)
        elif isinstance(node, ast.Attribute | ast.Subscript):
            if not _keeps_to_itself(node, receiver):
                return None
        elif isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                texts.append(node.value)
        elif isinstance(node, _FUNCTIONS):
            if node is not function and getattr(node, "decorator_list", None):
                return None
            inner.append(node)
            bound.update(parameter_names(node.args))
            bound.update(names_bound_by(node))
        elif isinstance(node, _BINDING):
            bound.update(names_bound_by(node))
        elif isinstance(node, _LEAVING):
            return None
    if _is_given_what_is_made(function):
        return None
    outside = loaded - bound
    # A name of code that is nested may be the module's own around that.
    doubtful = loaded & bound
    if EVERY_NAME not in names:
        doubtful &= names | REACHING
    if doubtful:
        outside |= doubtful - module.local_names(function)
    mentioned = module.mentioned_names(function)
    return Traits(frozenset(outside), mentioned, tuple(texts), tuple(inner))


def _keeps_to_itself(node: ast.Attribute | ast.Subscript, receiver: str | None) -> bool:
    """Whether an attribute or item that is set is one of what the function has made, or its own."""
    if isinstance(node, ast.Attribute) and node.attr.startswith("__"):
        return node.attr in _OWN_ATTRIBUTES and isinstance(node.ctx, ast.Load)
    if isinstance(node.ctx, ast.Load):
        return True
    holder = node.value
    if isinstance(node, ast.Subscript) and isinstance(holder, ast.Attribute):
        holder = holder.value
    elif isinstance(node, ast.Subscript):
        return isinstance(holder, ast.Name)
    return receiver is not None and isinstance(holder, ast.Name) and holder.id == receiver


def _is_given_what_is_made(function: FunctionNode) -> bool:
    """Whether a default or annotation calls something, which may say what is given."""
    given = function.args
    every = (*given.posonlyargs, *given.args, *given.kwonlyargs)
    defaults = [default for _, default in defaults_of(given)]
    annotations = [each.annotation for each in every if each.annotation is not None]
    written = [part for part in (*defaults, *annotations) if not isinstance(part, _SIMPLE)]
    return any(isinstance(node, ast.Call) for part in written for node in walk(part))
