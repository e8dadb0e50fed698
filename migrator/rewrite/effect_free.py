"""Functions and classes of one module that leave no trace when they run.

For the proof alone: the editor has its own idea of them, so that one can't excuse the other.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence

from migrator.rewrite.bindings import Bindings, Function
from migrator.rewrite.variables import Scopes, Variables

_CACHES = frozenset({"functools.cache", "functools.cached_property", "functools.lru_cache"})
_KINDS = frozenset({"classmethod", "property", "staticmethod"})
_SETTINGS = frozenset({"pydantic.BaseSettings", "pydantic_settings.BaseSettings"})
_SPECIFIC = frozenset({"pydantic.Field", "pydantic_settings.SettingsConfigDict"})
_ERRORS = frozenset({"KeyError", "LookupError", "RuntimeError", "TypeError", "ValueError"})
_GROWING = frozenset({"append", "extend", "insert", "setdefault", "update"})
_NEW = (ast.Dict, ast.List, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp)
_TEXT_METHODS = frozenset({"format", "join", "replace", "strip"})
_UNSEEN = frozenset({"__eq__", "__hash__", "__repr__", "__str__"})


class EffectFree:
    """Judges code by its statements; `is_pure` judges the expressions in them."""

    def __init__(
        self,
        variables: Variables,
        bindings: Bindings,
        is_pure: Callable[[ast.AST, Scopes], bool],
    ) -> None:
        self._variables, self._bindings, self._is_pure = variables, bindings, is_pure

    def function(self, node: Function, scopes: Scopes) -> bool:
        """Whether a call does nothing but give a value or fail; `__init__` may set its object."""
        if isinstance(node, ast.AsyncFunctionDef):
            return False
        inner = (*scopes, node)
        usual = all(self._is_usual(decorator, scopes) for decorator in node.decorator_list)
        return usual and self._block(node.body, inner)

    def maker(self, node: ast.ClassDef) -> bool:
        """Whether making an object of the class does nothing else.

        A class that inherits from anything but a settings class isn't looked into.
        """
        settings = [self._bindings.imported(base, ()) in _SETTINGS for base in node.bases]
        if node.keywords or node.decorator_list or not all(settings):
            return False
        return all(self._member(member, node, bool(settings)) for member in node.body)

    def _is_usual(self, decorator: ast.expr, scopes: Scopes) -> bool:
        if isinstance(decorator, ast.Name) and decorator.id in _KINDS:
            return not self._variables.is_bound(decorator.id, scopes)
        made = decorator.func if isinstance(decorator, ast.Call) else decorator
        return self._bindings.imported(made, scopes) in _CACHES

    def _member(self, member: ast.stmt, owner: ast.ClassDef, is_settings: bool) -> bool:
        scopes: Scopes = (owner,)
        match member:
            case ast.Pass() | ast.Expr(value=ast.Constant()) | ast.AnnAssign(value=None):
                return True
            case ast.AnnAssign(target=ast.Name(), value=ast.expr() as value):
                return self._is_default(value, scopes)
            case ast.Assign(targets=[ast.Name()], value=value):
                return self._is_default(value, scopes)
            case ast.FunctionDef(name="__init__", decorator_list=[]) if not is_settings:
                return self.function(member, scopes)
            case ast.FunctionDef(name=name, decorator_list=decorators):
                usual = all(self._is_usual(each, scopes) for each in decorators)
                hooks = ("__", "model_", "settings_customise", "customise_")
                return usual and (name in _UNSEEN or not name.startswith(hooks))
            case ast.AsyncFunctionDef(name=name, decorator_list=[]):
                return not name.startswith("__")
            case ast.ClassDef(name="Config", bases=[], keywords=[], decorator_list=[], body=body):
                written = (ast.Assign, ast.Expr)
                constant = [
                    isinstance(each, written) and isinstance(each.value, ast.Constant)
                    for each in body
                ]
                return is_settings and all(constant)
        return False

    def _is_default(self, value: ast.expr, scopes: Scopes) -> bool:
        if not (
            isinstance(value, ast.Call) and self._bindings.imported(value.func, scopes) in _SPECIFIC
        ):
            return self._is_pure(value, scopes)
        given = [*value.args, *(keyword.value for keyword in value.keywords)]
        called = [k.value for k in value.keywords if (k.arg or "").endswith("factory")]
        fresh = all(isinstance(each, ast.Name) and each.id in ("dict", "list") for each in called)
        return fresh and all(self._is_pure(each, scopes) for each in given)

    def _block(self, body: Sequence[ast.stmt], scopes: Scopes) -> bool:
        return all(self._statement(statement, scopes) for statement in body)

    def _statement(self, statement: ast.stmt, scopes: Scopes) -> bool:
        match statement:
            case ast.Pass() | ast.Expr(value=ast.Constant()) | ast.Return(value=None):
                return True
            case ast.Return(value=ast.expr() as value):
                return self._is_pure(value, scopes)
            case ast.Assign(targets=[target], value=value):
                return self._is_inside(target, scopes) and self._is_pure(value, scopes)
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                return self._is_inside(target, scopes) and self._is_pure(value, scopes)
            case ast.AugAssign(target=ast.Name(id=name), value=value):
                return self._is_grown_inside(name, scopes) and self._is_pure(value, scopes)
            case ast.Expr(
                value=ast.Call(
                    func=ast.Attribute(value=ast.Name(id=name), attr=method), args=args, keywords=[]
                )
            ) if method in _GROWING:
                pure = all(self._is_pure(argument, scopes) for argument in args)
                return pure and self._is_new(name, scopes)
        return self._block_of_blocks(statement, scopes)

    def _block_of_blocks(self, statement: ast.stmt, scopes: Scopes) -> bool:
        match statement:
            case ast.If(test=test, body=body, orelse=orelse):
                return self._is_pure(test, scopes) and self._block([*body, *orelse], scopes)
            case ast.For(target=ast.Name(id=name), iter=source, body=body, orelse=orelse):
                looped = self._is_local(name, scopes) and self._is_pure(source, scopes)
                return looped and self._block([*body, *orelse], scopes)
            case ast.Try(body=body, handlers=handlers, orelse=orelse, finalbody=[]):
                caught = all(
                    each.type is None or self._is_pure(each.type, scopes) for each in handlers
                )
                inside = [inner for each in handlers for inner in each.body]
                return caught and self._block([*body, *inside, *orelse], scopes)
            case ast.Raise(exc=ast.Call(func=ast.Name(id=name), args=args, keywords=[])):
                return self._is_error(name, scopes) and all(
                    self._is_pure(argument, scopes) for argument in args
                )
            case ast.Raise(exc=ast.Name(id=name)):
                return self._is_error(name, scopes)
        return isinstance(statement, ast.Raise) and statement.exc is None

    def _is_error(self, name: str, scopes: Scopes) -> bool:
        return name in _ERRORS and not self._variables.is_bound(name, scopes)

    def _is_local(self, name: str, scopes: Scopes) -> bool:
        return self._variables.key(name, scopes)[0] not in ("", ".")

    def _is_inside(self, target: ast.expr, scopes: Scopes) -> bool:
        """Whether what is set is the function's own: its variable, or in an object it makes."""
        match target:
            case ast.Name(id=name):
                return self._is_local(name, scopes)
            case ast.Tuple(elts=parts):
                return all(self._is_inside(part, scopes) for part in parts)
            case ast.Subscript(value=ast.Name(id=name), slice=key):
                return self._is_new(name, scopes) and self._is_pure(key, scopes)
            case ast.Attribute(value=ast.Name(id=name)):
                match scopes[-1]:
                    case ast.FunctionDef(name="__init__", args=ast.arguments(args=[own, *_])):
                        return own.arg == name
        return False

    def _is_new(self, name: str, scopes: Scopes) -> bool:
        return self._holds(name, scopes, lambda value: isinstance(value, _NEW), grown=0)

    def _is_grown_inside(self, name: str, scopes: Scopes) -> bool:
        """Whether `name += ...` can't change an object that others hold."""
        grown = sum(
            isinstance(node, ast.AugAssign)
            and isinstance(node.target, ast.Name)
            and node.target.id == name
            for node in ast.walk(scopes[-1])
        )
        return self._holds(name, scopes, _is_new_or_text, grown=grown)

    def _holds(
        self, name: str, scopes: Scopes, fits: Callable[[ast.expr], bool], *, grown: int
    ) -> bool:
        """Whether a variable of a function is bound, and to nothing else; `grown` times added to."""
        key = self._variables.key(name, scopes)
        held = self._bindings.values[key]
        alone = len(held) + grown == self._bindings.others[key] and self._is_local(name, scopes)
        return bool(held) and alone and all(fits(value) for value, _ in held)


def _is_new_or_text(value: ast.expr) -> bool:
    if isinstance(value, ast.BinOp):
        return _is_new_or_text(value.left)
    if isinstance(value, ast.Call):
        return isinstance(value.func, ast.Attribute) and value.func.attr in _TEXT_METHODS
    is_text = isinstance(value, ast.Constant) and isinstance(value.value, str | int | float)
    return is_text or isinstance(value, (*_NEW, ast.JoinedStr))
