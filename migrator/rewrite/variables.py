"""Variables: which name of a module is meant where, told by the scopes around it.

For the proof alone: the editor has its own idea of names, so that one can't excuse the other.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeAlias

from migrator.find.syntax import children, walk
from migrator.read.module import ModuleSource, names_bound_by, own_nodes

Key: TypeAlias = tuple[str, str]
Scopes: TypeAlias = tuple[ast.AST, ...]

ATTRIBUTE = "."
_MODULE = ""
_HIDDEN = "<inner>"
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Variables:
    """The variables of one module: (qualified name of the scope, name), or an attribute's name.

    Names in a class body count as attributes, and so do all attributes of one name. Functions of
    one qualified name share their variables. Both make fewer edits provable, never more.
    """

    def __init__(self, module: ModuleSource) -> None:
        self._module = module
        self._module_names: frozenset[str] | None = None
        self._class_names: dict[ast.ClassDef, frozenset[str]] = {}
        self._declared_global: dict[ast.AST, frozenset[str]] = {}

    def key(self, name: str, scopes: Scopes) -> Key:
        """The variable that `name` means inside `scopes` (outermost first)."""
        for depth in range(len(scopes) - 1, -1, -1):
            scope = scopes[depth]
            if isinstance(scope, ast.ClassDef):
                if depth == len(scopes) - 1 and name in self._bound_in_class(scope):
                    return ATTRIBUTE, name
            elif isinstance(scope, _COMPREHENSIONS):
                if name in _comprehension_names(scope):
                    return _HIDDEN, name
            elif isinstance(scope, ast.Lambda):
                if name in self._module.local_names(scope):
                    return _HIDDEN, name
            elif isinstance(scope, _FUNCTIONS):
                if name in self._module.local_names(scope):
                    return qualified(scopes[: depth + 1]), name
                if name in self._globals_of(scope):
                    return _MODULE, name
        return _MODULE, name

    def is_bound(self, name: str, scopes: Scopes) -> bool:
        """Whether the module binds `name` for code inside `scopes`, so that it is no built-in."""
        if self.key(name, scopes)[0] != _MODULE:
            return True
        if self._module_names is None:
            self._module_names = frozenset(
                bound for part in own_nodes(self._module.tree) for bound in names_bound_by(part)
            )
        return name in self._module_names

    def occurrences(self, node: ast.AST, scopes: Scopes) -> Iterator[tuple[ast.AST, Key]]:
        """Every place in `node` that names a variable or attribute, with what it names."""
        if isinstance(node, ast.Name):
            yield node, self.key(node.id, scopes)
            return
        if isinstance(node, ast.Attribute):
            yield node, (ATTRIBUTE, node.attr)
        elif not isinstance(node, ast.expr):
            for name in _named(node):
                yield node, self.key(name, scopes)
        for child, inner in parts(node, scopes):
            yield from self.occurrences(child, inner)

    def _bound_in_class(self, node: ast.ClassDef) -> frozenset[str]:
        if node not in self._class_names:
            self._class_names[node] = frozenset(
                name for part in own_nodes(node) for name in names_bound_by(part)
            )
        return self._class_names[node]

    def _globals_of(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> frozenset[str]:
        if function not in self._declared_global:
            self._declared_global[function] = frozenset(
                name
                for part in own_nodes(function)
                if isinstance(part, ast.Global)
                for name in part.names
            )
        return self._declared_global[function]


def qualified(scopes: Scopes) -> str:
    """Dotted name of the functions and classes in `scopes`."""
    return ".".join(
        scope.name for scope in scopes if isinstance(scope, (*_FUNCTIONS, ast.ClassDef))
    )


def parts(node: ast.AST, scopes: Scopes) -> Iterator[tuple[ast.AST, Scopes]]:
    """The children of a node, in the order of the syntax, each with the scopes it is read in."""
    if isinstance(node, (*_FUNCTIONS, ast.ClassDef, ast.Lambda)):
        inner = (*scopes, node)
        for field, value in ast.iter_fields(node):
            own = inner if field == "body" else scopes
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield child, own
    elif isinstance(node, _COMPREHENSIONS):
        yield from _comprehension_parts(node, scopes)
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values, strict=True):
            if key is not None:
                yield key, scopes
            yield value, scopes
    else:
        for child in children(node):
            yield child, scopes


def _comprehension_parts(
    node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, scopes: Scopes
) -> Iterator[tuple[ast.AST, Scopes]]:
    inner = (*scopes, node)
    for nth, generator in enumerate(node.generators):
        yield generator.iter, inner if nth else scopes
        yield generator.target, inner
        for condition in generator.ifs:
            yield condition, inner
    for made in [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]:
        yield made, inner


def _comprehension_names(node: ast.AST) -> set[str]:
    return {
        part.id
        for part in walk(node)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    }


def _named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.alias):
        yield (node.asname or node.name).partition(".")[0]
    elif isinstance(node, ast.Global | ast.Nonlocal):
        yield from node.names
    elif isinstance(node, ast.arguments):
        return
    elif not isinstance(node, ast.Import | ast.ImportFrom):
        yield from names_bound_by(node)
