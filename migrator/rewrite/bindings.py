"""Bindings: what the variables of a module are bound to. For the proof alone."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property

from migrator.read.parameters import parameter_names
from migrator.rewrite.variables import ATTRIBUTE, Key, Scopes, Variables, parts

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Bindings:
    """What the variables of a module are bound to: imports, functions, and `others`."""

    def __init__(self, tree: ast.Module, variables: Variables) -> None:
        self.imports: dict[Key, str] = {}
        self.functions: defaultdict[Key, list[tuple[Function, Scopes]]] = defaultdict(list)
        self.others: Counter[Key] = Counter()
        self.values: defaultdict[Key, list[tuple[ast.expr, Scopes]]] = defaultdict(list)
        self._classes: dict[str, ast.ClassDef] = {}
        self._variables = variables
        for node, scopes in _all_nodes(tree, ()):
            self._take(node, scopes)

    @cached_property
    def sole_classes(self) -> dict[str, ast.ClassDef]:
        """The classes at the module's top whose names mean nothing else there."""
        return {
            name: node
            for name, node in self._classes.items()
            if self.others["", name] == 1
            and ("", name) not in self.imports
            and not self.functions["", name]
        }

    def _take(self, node: ast.AST, scopes: Scopes) -> None:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                self.values[self._variables.key(name, scopes)].append((value, scopes))
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                self.values[self._variables.key(name, scopes)].append((value, scopes))
            case ast.ClassDef(name=name) if not scopes:
                self._classes[name] = node
        self._take_binding(node, scopes)

    def _take_binding(self, node: ast.AST, scopes: Scopes) -> None:
        match node:
            case ast.Import(names=names):
                for alias in names:
                    root = alias.name.partition(".")[0]
                    self._import(alias.asname or root, alias.name if alias.asname else root, scopes)
            case ast.ImportFrom(names=names):
                for alias in names:
                    origin = f"{'.' * node.level}{node.module or ''}.{alias.name}"
                    self._import(alias.asname or alias.name, origin, scopes)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                self.functions[self._variables.key(name, scopes)].append((node, scopes))
            case ast.Attribute(attr=name, ctx=ast.Store() | ast.Del()):
                self.others[ATTRIBUTE, name] += 1
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()) | ast.ClassDef(name=name):
                self.others[self._variables.key(name, scopes)] += 1
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                self.others[self._variables.key(name, scopes)] += 1
            case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                self.others[self._variables.key(name, scopes)] += 1
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for name in parameter_names(node.args):
                self.others[self._variables.key(name, (*scopes, node))] += 1

    def _import(self, name: str, origin: str, scopes: Scopes) -> None:
        key = self._variables.key(name, scopes)
        if self.imports.setdefault(key, origin) != origin:
            self.others[key] += 1

    def imported(self, function: ast.expr, scopes: Scopes) -> str:
        """The full name of an imported function, empty when it isn't surely one."""
        names: list[str] = []
        while isinstance(function, ast.Attribute):
            names.append(function.attr)
            function = function.value
        if not isinstance(function, ast.Name):
            return ""
        key = self._variables.key(function.id, scopes)
        if key not in self.imports or key in self.others or self.functions[key]:
            return ""
        return ".".join([self.imports[key], *reversed(names)])


def _all_nodes(node: ast.AST, scopes: Scopes) -> Iterator[tuple[ast.AST, Scopes]]:
    yield node, scopes
    for child, inner in parts(node, scopes):
        yield from _all_nodes(child, inner)
