"""Inert code: functions that send nothing and can't change what any other code sees.

They build only on what they are given and on what they make, so reading them by themselves, with
nothing known of their parameters, would tell nothing. Where other code calls them they are read as
part of that.
"""

from __future__ import annotations

import ast
import builtins
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from migrator.find.syntax import walk
from migrator.model.values import Known, PerRequest
from migrator.read.abstract import ClassRef, ExternalRef, FunctionRef
from migrator.read.class_syntax import label
from migrator.read.module import EVERY_NAME, names_bound_by, own_nodes
from migrator.read.parameters import defaults_of, parameter_names
from migrator.read.searches import Searches

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Set

    from migrator.read.abstract import Abstract, FunctionNode
    from migrator.read.module import ModuleSource
    from migrator.read.program import Program

_Method: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_Definition: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_LEAVING = (ast.Global, ast.Nonlocal, ast.Import, ast.ImportFrom, ast.ClassDef)
_BINDING = (ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping)
_DECORATORS = frozenset({"staticmethod", "classmethod", "property", "override", "final"})
# Those reach what has another name, or bind names that aren't written.
_REACHING = frozenset(
    {"eval", "exec", "compile", "globals", "locals", "vars", "getattr", "setattr", "delattr"}
    | {"__import__", "breakpoint"}
)
_OWN_ATTRIBUTES = frozenset({"__name__", "__qualname__", "__doc__", "__init__"})
_OWN_METHODS = frozenset(
    {"__init__", "__repr__", "__str__", "__len__", "__iter__", "__contains__", "__eq__", "__lt__"}
    | {"__hash__", "__bool__", "__enter__", "__exit__", "__next__", "__post_init__"}
)
_SIMPLE = (ast.Name, ast.Constant)
# What they are called on may be a request that was made before.
_CHANGING_REQUESTS = frozenset({"add_header", "add_unredirected_header", "send"})


@dataclass(frozen=True, slots=True)
class _Traits:
    """What a function is written of: names of its module, what it mentions, its texts.

    `inner` are the function itself and those that stand in it.
    """

    outside: frozenset[str]
    mentioned: frozenset[str]
    texts: tuple[str, ...]
    inner: tuple[FunctionNode, ...]


@dataclass(frozen=True, slots=True)
class _Definitions:
    """What a module defines that may be inert, and what all its other code mentions.

    `methods` are those of each class, `loose` the lambdas that stand in no definition, `names`
    those that the module binds.
    """

    names: frozenset[str]
    functions: Mapping[_Method, _Traits]
    methods: Mapping[ast.ClassDef, Mapping[_Method, _Traits]]
    loose: Mapping[ast.Lambda, _Traits]


def inert_functions(
    program: Program, module: ModuleSource, names: Mapping[str, Abstract], sending: Set[str]
) -> frozenset[FunctionNode]:
    """The functions of a module that are inert, as its names stand after it was run.

    Those that mention one of the names `sending` may send something.
    """
    return _Choice(program, module, names, sending).functions()


class _Choice:
    """Which definitions of one module are inert."""

    def __init__(
        self,
        program: Program,
        module: ModuleSource,
        names: Mapping[str, Abstract],
        sending: Set[str],
    ) -> None:
        self._program = program
        self._module = module
        self._names = names
        self._sending = sending | _CHANGING_REQUESTS | {s.call for s in program.senders}
        self._sending |= {sender.call.rpartition(".")[2] for sender in program.senders}
        pack = program.pack
        paths = [pack.target.connections, *(endpoint.path for endpoint in pack.endpoints)]
        self._words = {part for path in paths for part in path.split("/") if part.isidentifier()}
        self._words |= {path.rpartition("/")[2] for path in paths}
        self._defined = module.once(_definitions)
        self._inert: dict[_Definition, frozenset[str]] = {}

    def functions(self) -> frozenset[FunctionNode]:
        """All of them, with those that stand in one."""
        defined = self._defined
        self._inert = {
            function: traits.outside
            for function, traits in defined.functions.items()
            if self._stays_apart(traits)
        }
        for cls, methods in defined.methods.items():
            if all(map(self._stays_apart, methods.values())):
                self._inert[cls] = frozenset().union(*(m.outside for m in methods.values()))
        self._settle()
        chosen: set[FunctionNode] = set()
        for function, traits in defined.functions.items():
            if function in self._inert:
                chosen.update(traits.inner)
        for cls in self._apart():
            for traits in defined.methods[cls].values():
                chosen.update(traits.inner)
        for traits in defined.loose.values():
            if self._stays_apart(traits) and self._is_harmless(traits.outside):
                chosen.update(traits.inner)
        return frozenset(chosen)

    def _settle(self) -> None:
        """Leave out those that lead to something else."""
        while True:
            lost = [each for each, names in self._inert.items() if not self._is_harmless(names)]
            if not lost:
                return
            for definition in lost:
                del self._inert[definition]

    def _stays_apart(self, traits: _Traits) -> bool:
        """Whether a function sends nothing, says no address and is given none that is known."""
        return (
            self._sending.isdisjoint(traits.mentioned)
            and not any(map(self._says_address, traits.texts))
            and not any(map(self._is_told, traits.inner))
        )

    def _is_told(self, function: FunctionNode) -> bool:
        """Whether something is known of what a function is given."""
        known = self._program.known.get(function)
        return known is not None and bool(known.agreed or known.merged or known.chosen)

    def _says_address(self, text: str) -> bool:
        return any(word in text for word in self._words)

    def _is_harmless(self, names: Collection[str]) -> bool:
        return all(map(self._is_immutable, names))

    def _is_immutable(self, name: str) -> bool:
        """Whether nothing can be changed, sent or told by what a name stands for."""
        value = self._names.get(name)
        match value:
            case None:
                known = hasattr(builtins, name) and name not in self._defined.names
                return known and name not in _REACHING
            case Known(value=held):
                return not isinstance(held, str) or not self._says_address(held)
            case PerRequest(choice=choice):
                return choice is None
            case ExternalRef(name=full):
                return full.rpartition(".")[2] not in self._sending | _REACHING
            case FunctionRef(node=node, path=path) | ClassRef(node=node, path=path):
                return path == self._module.path and node in self._inert
        return False

    def _apart(self) -> Iterator[ast.ClassDef]:
        """Inert classes of which no other code has instances."""
        classes = [each for each in self._inert if isinstance(each, ast.ClassDef)]
        reached = self._reached() if classes else set()
        for cls in classes:
            if cls.name not in reached and self._is_unsaid(cls.name):
                yield cls

    def _reached(self) -> set[str]:
        """Names that code which isn't inert mentions, or comes to through what is."""
        found: set[str] = set()
        for statement in self._module.tree.body:
            if statement not in self._inert:
                found.update(_said(statement))
        said = {each: self._said_by(each) for each in self._inert}
        pending = True
        while pending:
            before = len(found)
            for definition, names in said.items():
                if definition.name in found:
                    found |= names
            pending = len(found) > before
        return found

    def _said_by(self, definition: _Definition) -> set[str]:
        defined = self._defined
        if isinstance(definition, ast.ClassDef):
            parts = list(defined.methods[definition].values())
        else:
            parts = [defined.functions[definition]]
        return {name for each in parts for name in (*each.mentioned, *each.texts)}

    def _is_unsaid(self, name: str) -> bool:
        """Whether no other file says a name of the module, or none says the module's own."""
        path = self._module.path
        stem = path.rpartition("/")[2].partition(".")[0]
        words = (name,) if stem == "__init__" else (stem, name)
        return any(set(self._program.ask(Searches.saying, word)) <= {path} for word in words)


def _definitions(module: ModuleSource) -> _Definitions:
    functions: dict[_Method, _Traits] = {}
    methods: dict[ast.ClassDef, Mapping[_Method, _Traits]] = {}
    loose: dict[ast.Lambda, _Traits] = {}
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
    return _Definitions(frozenset(names), functions, methods, loose)


def _lambdas(
    module: ModuleSource, statement: ast.stmt, names: set[str]
) -> Iterator[tuple[ast.Lambda, _Traits]]:
    for node in walk(statement):
        if isinstance(node, ast.Lambda) and not module.enclosing(node):
            traits = _traits(module, node, names, None)
            if traits is not None:
                yield node, traits


def _said(code: ast.AST) -> Iterator[str]:
    """Every name in code, also in its texts and imports."""
    for node in walk(code):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                yield name
            case ast.Constant(value=str(text)):
                yield text


def _methods(
    module: ModuleSource, cls: ast.ClassDef, names: set[str]
) -> dict[_Method, _Traits] | None:
    """The methods of a class that has only those, constants, and no base but an exception's."""
    if cls.decorator_list or cls.keywords or not all(_is_plain_base(b, names) for b in cls.bases):
        return None
    found: dict[_Method, _Traits] = {}
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


def _receiver(method: _Method) -> str | None:
    """What a method calls its instance."""
    if any(
        label(decorator) in {"staticmethod", "classmethod"} for decorator in method.decorator_list
    ):
        return None
    given = [*method.args.posonlyargs, *method.args.args]
    return given[0].arg if given else None


def _traits(
    module: ModuleSource, function: FunctionNode, names: set[str], receiver: str | None
) -> _Traits | None:
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
        doubtful &= names | _REACHING
    if doubtful:
        outside |= doubtful - module.local_names(function)
    mentioned = module.mentioned_names(function)
    return _Traits(frozenset(outside), mentioned, tuple(texts), tuple(inner))


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
