"""Which names mean the same variable: scopes and occurrences of one file."""

from __future__ import annotations

import ast
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TypeGuard

from migrator.find.syntax import children

_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSION = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_DEFINITION = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


@dataclass(eq=False, slots=True)
class Scope:
    """A module, class, function or comprehension, and the names bound in it."""

    node: ast.AST
    parent: Scope | None
    bound: set[str] = field(default_factory=set)
    module_names: set[str] = field(default_factory=set)
    outer_names: set[str] = field(default_factory=set)

    @property
    def is_module(self) -> bool:
        """Whether its names are the module's."""
        return self.parent is None

    @property
    def module(self) -> Scope:
        """The outermost scope."""
        return self if self.parent is None else self.parent.module


@dataclass(frozen=True, slots=True)
class Variable:
    """A name in the scope that owns it."""

    scope: Scope
    name: str


class Names:
    """All occurrences of all names of a module: loads, stores, and whatever else binds them.

    `assigned` are the values that plain assignments give to names, by the name's node.
    """

    def __init__(self, tree: ast.Module) -> None:
        self.module = Scope(tree, None)
        self.scopes = [self.module]
        self.assigned: dict[ast.AST, ast.expr] = {}
        self._scopes: dict[ast.AST, Scope] = {}
        self._seen: list[tuple[str, ast.AST, Scope]] = []
        self.occurrences: defaultdict[Variable, list[ast.AST]] = defaultdict(list)
        for statement in tree.body:
            self._visit(statement, self.module)
        for name, node, scope in self._seen:
            self.occurrences[self.resolve(name, scope)].append(node)

    def scope(self, node: ast.AST) -> Scope:
        """The scope in which the node is evaluated."""
        return self._scopes[node]

    def variable(self, node: ast.Name) -> Variable:
        """The variable that the name means there."""
        return self.resolve(node.id, self._scopes[node])

    def resolve(self, name: str, scope: Scope) -> Variable:
        """The variable that `name` means in `scope`; unbound names belong to the module."""
        if name in scope.bound and name not in scope.module_names | scope.outer_names:
            return Variable(scope, name)
        outer = None if name in scope.module_names else scope.parent
        while outer is not None:
            skipped = isinstance(outer.node, ast.ClassDef)
            if name in outer.bound and not skipped and name not in outer.outer_names:
                return Variable(outer, name)
            if name in outer.module_names:
                break
            outer = outer.parent
        return Variable(self.module, name)

    def bound_anywhere(self, name: str) -> bool:
        """Whether any scope of the file binds the name."""
        return any(name in scope.bound for scope in self.scopes)

    def _scope_of(self, node: ast.AST, parent: Scope) -> Scope:
        scope = Scope(node, parent)
        self.scopes.append(scope)
        return scope

    def _bind(self, name: str, node: ast.AST, scope: Scope) -> None:
        scope.bound.add(name)
        self._seen.append((name, node, scope))

    def _visit(self, node: ast.AST, scope: Scope) -> None:
        self._scopes[node] = scope
        if isinstance(node, ast.Name):
            if not isinstance(node.ctx, ast.Load):
                scope.bound.add(node.id)
            self._seen.append((node.id, node, scope))
        elif isinstance(node, _FUNCTION):
            self._visit_function(node, scope)
        elif isinstance(node, ast.ClassDef):
            self._visit_class(node, scope)
        elif isinstance(node, _COMPREHENSION):
            self._visit_comprehension(node, scope)
        elif isinstance(node, ast.NamedExpr):
            self._visit_walrus(node, scope)
        else:
            self._visit_binder(node, scope)
            for child in children(node):
                self._visit(child, scope)

    def _visit_binder(self, node: ast.AST, scope: Scope) -> None:
        match node:
            case ast.Assign(targets=[ast.Name() as target], value=value):
                self.assigned[target] = value
            case ast.AnnAssign(target=ast.Name() as target, value=ast.expr() as value):
                self.assigned[target] = value
        if isinstance(node, ast.alias):
            self._bind(node.asname or node.name.split(".")[0], node, scope)
        elif isinstance(node, ast.Global):
            scope.module_names.update(node.names)
        elif isinstance(node, ast.Nonlocal):
            scope.outer_names.update(node.names)
        elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar) and node.name:
            self._bind(node.name, node, scope)
        elif isinstance(node, ast.MatchMapping) and node.rest:
            self._bind(node.rest, node, scope)

    def _visit_function(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, scope: Scope
    ) -> None:
        inner = self._scope_of(node, scope)
        if isinstance(node, _DEFINITION):
            self._bind(node.name, node, scope)
            for outside in (*node.decorator_list, node.returns):
                if outside is not None:
                    self._visit(outside, scope)
        arguments = node.args
        for default in (*arguments.defaults, *arguments.kw_defaults):
            if default is not None:
                self._visit(default, scope)
        every = (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
        for argument in (*every, arguments.vararg, arguments.kwarg):
            if argument is None:
                continue
            self._bind(argument.arg, argument, inner)
            if argument.annotation is not None:
                self._visit(argument.annotation, scope)
        body = node.body if isinstance(node.body, list) else [node.body]
        for child in body:
            self._visit(child, inner)

    def _visit_class(self, node: ast.ClassDef, scope: Scope) -> None:
        self._bind(node.name, node, scope)
        for outside in (*node.decorator_list, *node.bases, *node.keywords):
            self._visit(outside, scope)
        inner = self._scope_of(node, scope)
        for child in node.body:
            self._visit(child, inner)

    def _visit_comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, scope: Scope
    ) -> None:
        inner = self._scope_of(node, scope)
        self._visit(node.generators[0].iter, scope)
        for position, generator in enumerate(node.generators):
            self._visit(generator.target, inner)
            if position:
                self._visit(generator.iter, inner)
            for condition in generator.ifs:
                self._visit(condition, inner)
        parts = (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,)
        for part in parts:
            self._visit(part, inner)

    def _visit_walrus(self, node: ast.NamedExpr, scope: Scope) -> None:
        target = scope
        while isinstance(target.node, _COMPREHENSION) and target.parent is not None:
            target = target.parent
        self._visit(node.target, target)
        self._visit(node.value, scope)


def is_load(node: ast.AST) -> TypeGuard[ast.Name]:
    """Whether it is a name that is read there."""
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
