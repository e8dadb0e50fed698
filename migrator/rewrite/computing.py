"""Functions of the tree that only compute: a call of one may leave the source with its value."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from migrator.rewrite.data_classes import ASDICT, made_class, origin
from migrator.rewrite.modules import Definition, Modules
from migrator.rewrite.names import Names, Scope, is_load
from migrator.rewrite.purity import Judge, is_pure
from migrator.rewrite.source import Source

_KEEPERS = frozenset({"functools.cache", "functools.cached_property", "functools.lru_cache"})
_KINDS = frozenset({"classmethod", "property", "staticmethod"})
_SETTINGS = frozenset({"pydantic.BaseSettings", "pydantic_settings.BaseSettings"})
_SETTINGS_PARTS = frozenset({"pydantic.Field", "pydantic_settings.SettingsConfigDict"})
_ERRORS = frozenset({"KeyError", "LookupError", "RuntimeError", "TypeError", "ValueError"})
_ADDING = frozenset({"append", "extend", "insert", "setdefault", "update"})
_OF_TEXT = frozenset({"format", "join", "replace", "strip"})
_SHOWING = frozenset({"__eq__", "__hash__", "__repr__", "__str__"})
_FRESH = (ast.Dict, ast.List, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
_FACTORIES = frozenset({"dict", "list"})


class Computing:
    """Tells code of the tree that does nothing but give a value, or fail."""

    def __init__(self, modules: Modules) -> None:
        self.modules = modules
        self._known: dict[ast.AST, bool] = {}

    def judge(self, source: Source, names: Names) -> Judge:
        """What the calls and attributes of one file run."""
        return _Code(self, source, names)

    def holds_for(self, found: Definition) -> bool:
        """Whether calling a function, or making an object of a class, only computes."""
        if found.node not in self._known:
            # What runs itself isn't looked into.
            self._known[found.node] = False
            self._known[found.node] = self._looked_into(found)
        return self._known[found.node]

    def _looked_into(self, found: Definition) -> bool:
        home = self.modules.parsed(found.source.path)
        if home is None:
            return False
        match found.node:
            case ast.FunctionDef() as function:
                return _Body(self, *home, function).only_computes()
            case ast.ClassDef() as cls:
                return _Maker(self, *home, cls).only_computes()
        return False


class _Code:
    """Code of one file, and what it runs."""

    def __init__(self, computing: Computing, source: Source, names: Names) -> None:
        self._computing, self._source, self._names = computing, source, names

    def call_computes(self, call: ast.Call) -> bool:
        """Whether what is called only computes; the arguments count apart."""
        modules = self._computing.modules
        if made_class(self._names, self._source, modules, call) is not None:
            return True
        if origin(self._names, call.func) in ASDICT:
            return True
        found = modules.surely(self._source, call)
        return found is not None and self._computing.holds_for(found)

    def attribute_computes(self, node: ast.Attribute) -> bool:
        """Whether reading the attribute runs no property that does more than compute."""
        modules = self._computing.modules
        doing = [d for d in modules.properties(node.attr) if not self._computing.holds_for(d)]
        if not doing:
            return True
        if self._is_given(node):
            return False
        near = modules.imported_by(self._source.path)
        return not any(each.source.path in near for each in doing)

    def _is_given(self, node: ast.expr) -> bool:
        """Whether the object is one that a function is given, so that any code may have made it."""
        while isinstance(node, ast.Attribute | ast.Subscript | ast.Call):
            node = node.func if isinstance(node, ast.Call) else node.value
        if not isinstance(node, ast.Name):
            return False
        return any(
            isinstance(n, ast.arg) for n in self._names.occurrences[self._names.variable(node)]
        )

    def _is_pure(self, *nodes: ast.expr | None) -> bool:
        return all(node is None or is_pure(node, self._names, self) for node in nodes)

    def _is_built_in(self, node: ast.expr, among: frozenset[str]) -> bool:
        return (
            isinstance(node, ast.Name)
            and node.id in among
            and not self._names.bound_anywhere(node.id)
        )


class _Body(_Code):
    """The body of one function."""

    def __init__(
        self, computing: Computing, source: Source, names: Names, function: ast.FunctionDef
    ) -> None:
        super().__init__(computing, source, names)
        self._function = function

    def only_computes(self) -> bool:
        """Whether a call does nothing that shows outside it; `__init__` sets its own object."""
        return all(map(self._is_harmless, self._function.decorator_list)) and self._block(
            self._function.body
        )

    def _is_harmless(self, decorator: ast.expr) -> bool:
        called = decorator.func if isinstance(decorator, ast.Call) else decorator
        return self._is_built_in(decorator, _KINDS) or origin(self._names, called) in _KEEPERS

    def _block(self, body: Sequence[ast.stmt]) -> bool:
        return all(map(self._statement, body))

    def _statement(self, statement: ast.stmt) -> bool:
        match statement:
            case ast.Pass() | ast.Expr(value=ast.Constant()):
                return True
            case ast.Return(value=value):
                return self._is_pure(value)
            case ast.Assign(targets=targets, value=value):
                return self._is_pure(value) and all(map(self._is_own, targets))
            case ast.AnnAssign(target=target, value=value):
                return self._is_pure(value) and self._is_own(target)
            case ast.AugAssign(target=ast.Name() as target, value=value):
                return self._is_pure(value) and self._may_grow(target)
            case ast.Expr(
                value=ast.Call(func=ast.Attribute(value=ast.Name() as grown, attr=method)) as call
            ) if method in _ADDING:
                given = [*call.args, *(keyword.value for keyword in call.keywords)]
                return self._is_fresh(grown) and self._is_pure(*given)
            case ast.Raise(exc=error):
                return self._is_failure(error)
        return self._compound(statement)

    def _compound(self, statement: ast.stmt) -> bool:
        match statement:
            case ast.If(test=test, body=body, orelse=orelse):
                return self._is_pure(test) and self._block([*body, *orelse])
            case ast.For(target=target, iter=iterated, body=body, orelse=orelse):
                looped = self._is_pure(iterated) and self._is_own(target)
                return looped and self._block([*body, *orelse])
            case ast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=[]):
                handled = [inner for handler in handlers for inner in handler.body]
                caught = [handler.type for handler in handlers]
                return self._is_pure(*caught) and self._block([*body, *handled, *orelse])
        return False

    def _is_failure(self, error: ast.expr | None) -> bool:
        match error:
            case None:
                return True
            case ast.Call(func=kind, args=args, keywords=[]):
                return self._is_built_in(kind, _ERRORS) and self._is_pure(*args)
        return self._is_built_in(error, _ERRORS)

    def _is_own(self, target: ast.expr) -> bool:
        """Whether what is set is a variable of the function, or in an object that it made."""
        match target:
            case ast.Name():
                return self._scope_of(target).node is self._function
            case ast.Tuple(elts=parts):
                return all(map(self._is_own, parts))
            case ast.Subscript(value=ast.Name() as made, slice=key):
                return self._is_fresh(made) and self._is_pure(key)
            case ast.Attribute(value=ast.Name(id=name)) if self._function.name == "__init__":
                return [each.arg for each in self._function.args.args[:1]] == [name]
        return False

    def _scope_of(self, name: ast.Name) -> Scope:
        return self._names.variable(name).scope

    def _values(self, name: ast.Name) -> list[ast.expr | None]:
        """What is assigned to a variable of the function, what adds to it aside."""
        bindings = self._names.occurrences[self._names.variable(name)]
        return [
            self._names.assigned.get(node)
            for node in bindings
            if not is_load(node) and not isinstance(self._source.parents.get(node), ast.AugAssign)
        ]

    def _is_fresh(self, name: ast.Name) -> bool:
        values = self._values(name) if self._is_own(name) else []
        return bool(values) and all(isinstance(value, _FRESH) for value in values)

    def _may_grow(self, name: ast.Name) -> bool:
        values = self._values(name) if self._is_own(name) else []
        return bool(values) and (self._is_fresh(name) or all(map(self._is_text, values)))

    def _is_text(self, value: ast.expr | None) -> bool:
        match value:
            case ast.JoinedStr() | ast.Constant(value=str() | int() | float()):
                return True
            case ast.BinOp(left=left, op=ast.Add()):
                return self._is_text(left)
            case ast.Call(func=ast.Attribute(value=text, attr=method)) if method in _OF_TEXT:
                return self._is_text(text)
            case ast.Name(id=name) if self._scope_of(value).is_module:
                found = self._computing.modules.definition(self._source.path, name)
                return found is not None and isinstance(found.node, ast.JoinedStr | ast.Constant)
        return False


class _Maker(_Code):
    """What making an object of one class runs."""

    def __init__(
        self, computing: Computing, source: Source, names: Names, cls: ast.ClassDef
    ) -> None:
        super().__init__(computing, source, names)
        self._class = cls

    def only_computes(self) -> bool:
        """Whether it only keeps what it is given or reads; its properties are asked for apart."""
        cls = self._class
        is_settings = [origin(self._names, base) in _SETTINGS for base in cls.bases]
        if cls.keywords or cls.decorator_list or not all(is_settings):
            return False
        return all(self._is_part(part, bool(is_settings)) for part in cls.body)

    def _is_part(self, part: ast.stmt, is_settings: bool) -> bool:
        match part:
            case ast.Pass() | ast.Expr(value=ast.Constant()):
                return True
            case (
                ast.AnnAssign(target=ast.Name(), value=value)
                | ast.Assign(targets=[ast.Name()], value=value)
            ):
                return self._is_default(value)
            case ast.FunctionDef(name=name):
                return self._is_method(part, may_be_run=name == "__init__" and not is_settings)
            case ast.AsyncFunctionDef(name=name, decorator_list=[]):
                return not name.startswith("_")
            case ast.ClassDef(name="Config", bases=[], decorator_list=[]) if is_settings:
                return all(
                    isinstance(each, ast.Assign | ast.Expr) and isinstance(each.value, ast.Constant)
                    for each in part.body
                )
        return False

    def _is_method(self, method: ast.FunctionDef, *, may_be_run: bool) -> bool:
        if may_be_run:
            return self._computing.holds_for(Definition(self._source, method))
        special = method.name.startswith(("__", "model_", "customise_", "settings_"))
        usual = all(self._is_built_in(each, _KINDS) for each in method.decorator_list)
        return usual and (not special or method.name in _SHOWING)

    def _is_default(self, value: ast.expr | None) -> bool:
        match value:
            case ast.Call(func=made) if origin(self._names, made) in _SETTINGS_PARTS:
                made_by = [k.value for k in value.keywords if k.arg == "default_factory"]
                others = [k.value for k in value.keywords if k.arg != "default_factory"]
                plain = all(self._is_built_in(each, _FACTORIES) for each in made_by)
                return plain and self._is_pure(*value.args, *others)
        return self._is_pure(value)
