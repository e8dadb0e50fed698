"""Closed: is what a function returns used for nothing but the bodies of edited calls?

Works on the syntax of the whole tree before the edits, by names alone: whatever might be a use of
the function and isn't seen to be such a body is one that the edit would change.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from migrator.find.syntax import children, walk
from migrator.model.values import Span
from migrator.read.module import own_nodes

FunctionNode: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_BUILDING = frozenset({"pop", "setdefault", "update"})
_PLAIN_DECORATORS = frozenset({"staticmethod", "classmethod"})
_COPIES = frozenset({"copy.copy", "copy.deepcopy", "deepcopy"})


@dataclass(frozen=True, slots=True)
class Returning:
    """A function of a file: its class, empty for none, its name, and where it stands inside."""

    path: str
    cls: str
    name: str
    qualified: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Whether what a function returns is sent, and where else it goes, as `path:line`."""

    is_sent: bool
    other: str | None


class Uses:
    """The uses of names in the files of a tree before its edits.

    `parsed` gives a file's tree, None where it can't be had; `mentioning` the files that mention a
    name; `bodies` are the bodies of the edited calls, by path.
    """

    def __init__(
        self,
        parsed: Callable[[str], ast.Module | None],
        mentioning: Callable[[str], Collection[str]],
        bodies: Mapping[str, Sequence[Span]],
    ) -> None:
        self._parsed, self._mentioning, self._bodies = parsed, mentioning, bodies
        self._files: dict[str, _File | None] = {}

    def of(self, function: Returning, seen: frozenset[Returning] = frozenset()) -> Usage:
        """What becomes of the function's result, wherever it is called."""
        if function in seen:
            return Usage(is_sent=False, other=None)
        other = function.path if self._is_wrapped(function) else None
        is_sent = False
        for path in sorted(self._mentioning(function.name)):
            file = self._file(path)
            if file is None:
                other = other or f"{path}:1"
                continue
            usage = self._in(file, function, seen | {function})
            is_sent, other = is_sent or usage.is_sent, other or usage.other
        return Usage(is_sent, other)

    def _file(self, path: str) -> _File | None:
        if path not in self._files:
            tree = self._parsed(path)
            bodies = self._bodies.get(path, ())
            self._files[path] = None if tree is None else _File(path, tree, bodies)
        return self._files[path]

    def _is_wrapped(self, function: Returning) -> bool:
        file = self._file(function.path)
        found = returning(function.path, file.tree) if file is not None else ()
        nodes = [node for each, node in found if each == function]
        labels = {ast.unparse(d) for node in nodes for d in node.decorator_list}
        return len(nodes) != 1 or bool(labels - _PLAIN_DECORATORS)

    def call_besides(
        self, function: Returning, calls: Mapping[str, Collection[Span]]
    ) -> str | None:
        """A use of a function that is none of these calls, by path, as `path:line`."""
        for path in sorted(self._mentioning(function.name)):
            file = self._file(path)
            if file is None:
                return f"{path}:1"
            places = {_place_of(span) for span in calls.get(path, ())}
            for node in self._nodes(file, function):
                call = file.parents.get(node)
                known = isinstance(call, ast.Call) and call.func is node and _place(call) in places
                if not known:
                    return f"{path}:{getattr(node, 'lineno', 1)}"
        return None

    def function_at(self, span: Span) -> Returning | None:
        """The function of the module or of a class in which a place is, its defaults included."""
        file = self._file(span.path)
        for function, node in returning(span.path, file.tree) if file is not None else ():
            if node.lineno <= span.line <= (node.end_lineno or node.lineno):
                return function
        return None

    def _nodes(self, file: _File, function: Returning) -> Iterator[ast.AST]:
        if not function.cls:
            return _name_uses(file, function)
        return _method_uses(file, function, self._has_heirs)

    def _has_heirs(self, name: str) -> bool:
        """Whether some class of the tree is derived from one of that name."""
        for path in self._mentioning(name):
            file = self._file(path)
            for node in walk(file.tree) if file is not None else ():
                bases = node.bases if isinstance(node, ast.ClassDef) else []
                if name in {ast.unparse(base).rpartition(".")[2] for base in bases}:
                    return True
        return False

    def _in(self, file: _File, function: Returning, seen: frozenset[Returning]) -> Usage:
        uses = self._nodes(file, function)
        is_sent, other = False, None
        for node in uses:
            for part in file.reached(node):
                usage = self._outer(file, part, seen) if isinstance(part, ast.Return) else None
                if usage is not None:
                    is_sent, other = is_sent or usage.is_sent, other or usage.other
                elif part is None:
                    is_sent = True
                else:
                    other = other or f"{file.path}:{getattr(node, 'lineno', 1)}"
        return Usage(is_sent, other)

    def _outer(
        self, file: _File, statement: ast.Return, seen: frozenset[Returning]
    ) -> Usage | None:
        """What becomes of what the function around a `return` gives, None when it isn't known."""
        outer = file.function_around(statement)
        usage = self.of(outer, seen) if outer is not None else None
        return usage if usage is not None and (usage.is_sent or usage.other) else None


class _File:
    """One file with the place of every node in it."""

    def __init__(self, path: str, tree: ast.Module, bodies: Sequence[Span]) -> None:
        self.path, self.tree = path, tree
        self.parents: dict[ast.AST, ast.AST] = {}
        for node in walk(tree):
            for child in children(node):
                self.parents[child] = node
        self._bodies = {_place_of(span) for span in bodies}

    def reached(self, use: ast.AST) -> Iterator[ast.AST | None]:
        """Where the result of a use goes: a `return`, anything else that is no body; None is fine.

        The use must be what is called.
        """
        call = self.parents.get(use)
        if not isinstance(call, ast.Call) or call.func is not use:
            yield use
            return
        yield from self._goes(call, frozenset())

    def _goes(self, node: ast.expr, seen: frozenset[str]) -> Iterator[ast.AST | None]:
        """Where the dict that an expression gives ends up."""
        current: ast.AST = node
        while True:
            if isinstance(current, ast.expr) and _place(current) in self._bodies:
                yield None
                return
            parent = self.parents[current]
            if not self._is_part(current, parent):
                break
            current = parent
        if isinstance(parent, ast.Return):
            yield parent
        elif isinstance(parent, ast.Assign | ast.AnnAssign):
            yield from self._kept_in(parent, current, seen)
        else:
            yield current

    def _is_part(self, node: ast.AST, parent: ast.AST) -> bool:
        """Whether `parent` is a dict that takes over the entries of `node`, or `node` itself."""
        match parent:
            case ast.Await():
                return True
            case ast.Dict(keys=keys, values=values):
                return any(k is None and v is node for k, v in zip(keys, values, strict=True))
            case ast.BinOp(op=ast.BitOr()):
                return True
            case ast.IfExp(test=test):
                return test is not node
            case ast.keyword(arg=None):
                call = self.parents[parent]
                return isinstance(call, ast.Call) and ast.unparse(call.func) == "dict"
            case ast.Call(func=function):
                is_copy = function is not node and ast.unparse(function) in _COPIES
                return is_copy or (function is not node and ast.unparse(function) == "dict")
        return False

    def _kept_in(
        self, statement: ast.Assign | ast.AnnAssign, value: ast.AST, seen: frozenset[str]
    ) -> Iterator[ast.AST | None]:
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        around = self._scope_around(statement)
        target = targets[0]
        if len(targets) != 1 or not isinstance(target, ast.Name) or around is None:
            yield value
            return
        if target.id in seen:
            return
        for node in walk(around):
            if isinstance(node, ast.Global | ast.Nonlocal) and target.id in node.names:
                yield node
            elif isinstance(node, ast.Name) and node.id == target.id and not self._builds(node):
                yield from self._goes(node, seen | {target.id})

    def _builds(self, node: ast.Name) -> bool:
        """Whether it is `x = ...`, `x[...] = ...`, `del x[...]`, `x.update(...)` and the like."""
        if not isinstance(node.ctx, ast.Load):
            return True
        current: ast.AST = node
        parent = self.parents[current]
        while isinstance(parent, ast.Subscript) and parent.value is current:
            if not isinstance(parent.ctx, ast.Load):
                return True
            current, parent = parent, self.parents[parent]
        call = self.parents[parent]
        return (
            isinstance(parent, ast.Attribute)
            and parent.attr in _BUILDING
            and isinstance(call, ast.Call)
            and call.func is parent
            and isinstance(self.parents[call], ast.Expr)
        )

    def _scope_around(self, node: ast.AST) -> ast.AST | None:
        current: ast.AST | None = self.parents.get(node)
        while current is not None and not isinstance(current, _FUNCTIONS):
            if isinstance(current, ast.ClassDef):
                return None
            current = self.parents.get(current)
        return current

    def function_around(self, node: ast.AST) -> Returning | None:
        """The function that a statement belongs to, None for one that isn't called by its name."""
        function = self._scope_around(node)
        if not isinstance(function, _FUNCTIONS):
            return None
        return next((r for r, f in returning(self.path, self.tree) if f is function), None)


def returning(path: str, tree: ast.Module) -> Iterator[tuple[Returning, FunctionNode]]:
    """The functions of a module and the methods of its classes, those nested in functions aside."""
    for node in tree.body:
        if isinstance(node, _FUNCTIONS):
            yield Returning(path, "", node.name, node.name), node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, _FUNCTIONS):
                    name = f"{node.name}.{inner.name}"
                    yield Returning(path, node.name, inner.name, name), inner


def _name_uses(file: _File, function: Returning) -> Iterator[ast.AST]:
    """Nodes of a file that may be a function of a module, or stand for it."""
    name, home = function.name, file.path == function.path
    bound = {name} if home else set()
    defined = 0
    for node in walk(file.tree):
        if isinstance(node, ast.ImportFrom):
            bound |= {a.asname or a.name for a in node.names if a.name == name}
            if any(a.asname == name and a.name != name for a in node.names):
                defined += 1
            if any(a.name == "*" for a in node.names):
                bound.add(name)
        elif isinstance(node, (*_FUNCTIONS, ast.ClassDef)) and node.name == name:
            defined += not isinstance(file.parents[node], ast.ClassDef)
        elif (isinstance(node, ast.arg) and node.arg == name) or (
            isinstance(node, ast.Name) and node.id == name and isinstance(node.ctx, ast.Store)
        ):
            defined += 1
    if bound and defined != (1 if home else 0):
        yield file.tree
    for node in walk(file.tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            if node.id in bound or (node.id == name and not defined):
                yield node
        elif isinstance(node, ast.Attribute) and node.attr == name:
            if not _is_own_method(file, node):
                yield node
        elif _asks_by_name(file, node, name):
            yield node


def _method_uses(
    file: _File, function: Returning, has_heirs: Callable[[str], bool]
) -> Iterator[ast.AST]:
    """Nodes of a file that may be a method, or stand for it."""
    for node in walk(file.tree):
        if isinstance(node, ast.Attribute) and node.attr == function.name:
            owner = _class_of(file, node)
            is_other = _is_own_method(file, node, but=function)
            if not (is_other and owner is not None and not has_heirs(owner.name)):
                yield node
        elif isinstance(node, ast.Name) and node.id == function.name:
            if isinstance(_class_of(file, node, directly=True), ast.ClassDef):
                yield node
        elif _asks_by_name(file, node, function.name):
            yield node


def _is_own_method(file: _File, node: ast.Attribute, but: Returning | None = None) -> bool:
    """Whether it is `self.name` in a class that defines the method itself and has no bases."""
    owner = _class_of(file, node)
    if not isinstance(node.value, ast.Name) or node.value.id not in ("self", "cls"):
        return False
    if owner is None or owner.bases or owner.keywords or owner.decorator_list:
        return False
    if but is not None and (file.path, owner.name) == (but.path, but.cls):
        return False
    return any(isinstance(n, _FUNCTIONS) and n.name == node.attr for n in owner.body)


def _class_of(file: _File, node: ast.AST, *, directly: bool = False) -> ast.ClassDef | None:
    current: ast.AST | None = file.parents.get(node)
    while current is not None and not isinstance(current, ast.ClassDef):
        if directly and isinstance(current, _FUNCTIONS):
            return None
        current = file.parents.get(current)
    return current


def _asks_by_name(file: _File, node: ast.AST, name: str) -> bool:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    if node.value != name and not node.value.endswith(f".{name}"):
        return False
    current: ast.AST = node
    while not isinstance(current, ast.stmt):
        current = file.parents[current]
    targets = current.targets if isinstance(current, ast.Assign) else []
    return not any(isinstance(t, ast.Name) and t.id == "__all__" for t in targets)


def returned_values(function: FunctionNode) -> list[ast.expr]:
    """What a function returns, in order."""
    return [n.value for n in own_nodes(function) if isinstance(n, ast.Return) and n.value]


def _place_of(span: Span) -> tuple[int, int, int, int]:
    return span.line, span.column, span.end_line, span.end_column


def _place(node: ast.expr) -> tuple[int, int, int, int]:
    return node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0
