"""Effects: what an expression does besides giving a value, for code that an edit takes away."""

from __future__ import annotations

import ast
from functools import cached_property

from migrator.rewrite.bindings import Bindings
from migrator.rewrite.effect_free import EffectFree
from migrator.rewrite.plain_classes import HOOKS, PlainClasses
from migrator.rewrite.variables import ATTRIBUTE, Key, Scopes, Variables, parts

_BUILTINS = frozenset(
    {"abs", "all", "any", "bool", "dict", "enumerate", "float", "frozenset", "int", "isinstance",
     "len", "list", "max", "min", "range", "repr", "round", "set", "sorted", "str", "sum", "tuple",
     "zip"}
)  # fmt: skip
_FUNCTIONS = frozenset(
    {"os.getenv", "os.environ.get", "copy.copy", "copy.deepcopy", "textwrap.dedent", "json.loads",
     "json.dumps", "urllib.parse.urljoin", "yarl.URL", "httpx.URL", "httpx2.URL",
     "attr.asdict", "attrs.asdict", "dataclasses.asdict"}
)  # fmt: skip
_METHODS = frozenset(
    {"copy", "decode", "encode", "endswith", "format", "items", "join", "keys", "lower", "lstrip",
     "removeprefix", "removesuffix", "replace", "rstrip", "split", "splitlines", "startswith",
     "strip", "title", "upper", "values"}
)  # fmt: skip
_WRITTEN = (ast.Constant, ast.Dict, ast.List, ast.Tuple, ast.Set)
_ALWAYS = (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)
_AT_TIMES = (ast.BoolOp, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Elsewhere:
    """What a file imports of other files of the tree; here nothing."""

    def is_plain_class(self, name: str) -> bool:
        """Whether an imported name is one plain class."""
        return False

    def computes(self, name: str, attribute: str = "") -> bool:
        """Whether calling an imported name, or an attribute of it, only computes."""
        return False

    def runs_code(self, attribute: str, *, anywhere: bool) -> bool:
        """Whether reading an attribute of that name may do more than compute by others' classes.

        Those are classes of the files that it imports, or `anywhere` in the tree.
        """
        return False


class Purity:
    """Tells which expressions of a module only compute, by what it takes from `elsewhere` too."""

    def __init__(self, variables: Variables, tree: ast.Module, elsewhere: Elsewhere) -> None:
        self._variables = variables
        self._elsewhere = elsewhere
        self._tree = tree
        self._functions: dict[Key, bool] = {}
        self._properties: dict[str, bool] = {}

    @cached_property
    def _bindings(self) -> Bindings:
        return Bindings(self._tree, self._variables)

    @cached_property
    def _effect_free(self) -> EffectFree:
        return EffectFree(self._variables, self._bindings, self.is_pure)

    @cached_property
    def _hooked(self) -> bool:
        """Whether the module sets what making or dumping objects of its classes runs."""
        return any((ATTRIBUTE, name) in self._bindings.others for name in HOOKS)

    @cached_property
    def _classes(self) -> PlainClasses:
        bindings = self._bindings
        return PlainClasses(
            {} if self._hooked else bindings.sole_classes,
            lambda expression: bindings.imported(expression, ()),
            lambda name: not self._variables.is_bound(name, ()),
        )

    def is_pure(self, node: ast.AST, scopes: Scopes) -> bool:
        """Whether evaluating `node` does nothing but give a value, or fail."""
        if isinstance(node, _ALWAYS) or (
            isinstance(node, ast.Call) and not self._is_pure_call(node, scopes)
        ):
            return False
        if isinstance(node, ast.Attribute) and self._runs_code(node, scopes):
            return False
        if isinstance(node, ast.Lambda):
            return True
        return all(self.is_pure(child, inner) for child, inner in parts(node, scopes))

    def does_something_itself(self, node: ast.AST, scopes: Scopes) -> bool:
        """Whether `node` is where an effect happens, or happens at times.

        What is only evaluated at times, such as one arm of a condition, counts with what decides.
        """
        if isinstance(node, ast.Call):
            return not self._is_pure_call(node, scopes)
        if isinstance(node, ast.Attribute):
            return self._runs_code(node, scopes)
        if isinstance(node, ast.IfExp):
            return not (self.is_pure(node.body, scopes) and self.is_pure(node.orelse, scopes))
        if isinstance(node, _AT_TIMES):
            return not self.is_pure(node, scopes)
        return isinstance(node, _ALWAYS)

    def _runs_code(self, node: ast.Attribute, scopes: Scopes) -> bool:
        """Whether some class that the object may be of has a property which does something."""
        if not isinstance(node.ctx, ast.Load):
            return False
        return self.property_runs_code(node.attr) or self._elsewhere.runs_code(
            node.attr, anywhere=self._is_given(node, scopes)
        )

    def property_runs_code(self, name: str) -> bool:
        """Whether some class of this module has a property of that name which does something."""
        if name not in self._properties:
            found = self._bindings.functions[ATTRIBUTE, name]
            self._properties[name] = False
            self._properties[name] = any(
                not self._effect_free.function(function, scopes)
                for function, scopes in found
                if any(_makes_property(each) for each in function.decorator_list)
            )
        return self._properties[name]

    def _is_given(self, node: ast.expr, scopes: Scopes) -> bool:
        """Whether the object is made elsewhere, for a function that is given it."""
        while isinstance(node, ast.Attribute | ast.Subscript):
            node = node.value
        if not isinstance(node, ast.Name):
            return False
        key = self._variables.key(node.id, scopes)
        return key[0] != "" and not self._bindings.values[key]

    def _is_pure_call(self, call: ast.Call, scopes: Scopes) -> bool:
        function = call.func
        if self._bindings.imported(function, scopes) in _FUNCTIONS:
            return True
        if self._makes_data(call, scopes) or self._classes.is_dump(
            call, lambda value: self._is_data(value, scopes)
        ):
            return True
        if isinstance(function, ast.Name):
            if self._variables.is_bound(function.id, scopes):
                return self._call_computes(self._variables.key(function.id, scopes), "")
            return function.id in _BUILTINS
        if not isinstance(function, ast.Attribute):
            return False
        receiver = function.value
        if isinstance(receiver, ast.Name):
            if receiver.id in {"self", "cls"}:
                return self._only_computes((ATTRIBUTE, function.attr))
            key = self._variables.key(receiver.id, scopes)
            if key in self._bindings.imports or key[1] in self._bindings.sole_classes:
                return self._call_computes(key, function.attr)
            if function.attr == "get":
                return self._is_dict(key)
        return function.attr in _METHODS

    def call_computes(self, name: str, attribute: str) -> bool:
        """Whether calling a name of the module's top, or an attribute of it, only computes."""
        return self._call_computes(("", name), attribute)

    def _call_computes(self, key: Key, attribute: str) -> bool:
        bindings = self._bindings
        if key[0] == "" and key in bindings.imports:
            alone = key not in bindings.others and not bindings.functions[key]
            return alone and self._elsewhere.computes(key[1], attribute)
        cls = bindings.sole_classes.get(key[1]) if key[0] == "" else None
        if cls is None:
            return not attribute and self._only_computes(key)
        if attribute:
            own = any(isinstance(m, ast.FunctionDef) and m.name == attribute for m in cls.body)
            return own and self._only_computes((ATTRIBUTE, attribute))
        return self._classes.is_plain(key[1]) or self._makes_quietly(cls)

    def _makes_quietly(self, cls: ast.ClassDef) -> bool:
        key = cls.name, ""
        if key not in self._functions:
            # A class that makes objects of itself isn't looked into.
            self._functions[key] = False
            self._functions[key] = self._effect_free.maker(cls)
        return self._functions[key]

    def _is_dict(self, key: Key) -> bool:
        """Whether a variable holds nothing but dicts that are written out."""
        return self._holds_only(key, (ast.Dict,))

    def _holds_only(self, key: Key, kinds: tuple[type[ast.expr], ...]) -> bool:
        """Whether a variable is bound, and to nothing but expressions of these kinds."""
        held = self._bindings.values[key]
        alone = len(held) == self._bindings.others[key] and not self._bindings.functions[key]
        return bool(held) and alone and all(isinstance(value, kinds) for value, _ in held)

    def is_container(self, node: ast.expr, scopes: Scopes) -> bool:
        """Whether it is a text or a collection that is written out, or a name for nothing else."""
        if not isinstance(node, ast.Name):
            return isinstance(node, _WRITTEN)
        return self._holds_only(self._variables.key(node.id, scopes), _WRITTEN)

    def _makes_data(self, value: ast.expr, scopes: Scopes) -> bool:
        match value:
            case ast.Call(func=ast.Name(id=name)):
                key = self._variables.key(name, scopes)
                return key[0] == "" and (self._classes.is_plain(name) or self._is_taken(key))
        return False

    def is_plain_class(self, name: str) -> bool:
        """Whether a name of the module's top is a plain class that is defined there."""
        return self._classes.is_plain(name)

    def _is_taken(self, key: Key) -> bool:
        """Whether a variable is a plain class of another module, and nothing else."""
        bindings = self._bindings
        alone = key not in bindings.others and not bindings.functions[key]
        return alone and not self._hooked and self._elsewhere.is_plain_class(key[1])

    def makes_dict(self, call: ast.Call, scopes: Scopes) -> bool:
        """Whether it is a typed dict's call with keywords alone, which gives a dict of them."""
        match call:
            case ast.Call(func=ast.Name(id=name), args=[]) if self._makes_data(call, scopes):
                return self._classes.is_typed_dict(name)
        return False

    def _is_data(self, value: ast.expr, scopes: Scopes) -> bool:
        """Whether it is surely an object of a plain class: it is made here, or put into a name."""
        if not isinstance(value, ast.Name):
            return self._makes_data(value, scopes)
        key = self._variables.key(value.id, scopes)
        held = self._bindings.values[key]
        alone = len(held) == self._bindings.others[key] and key not in self._bindings.imports
        return bool(held) and alone and all(self._makes_data(*each) for each in held)

    def does_more_than_compute(self, call: ast.Call, scopes: Scopes) -> bool:
        """Whether the call runs a function of this module that isn't known to only compute."""
        match call.func:
            case ast.Name(id=name):
                key = self._variables.key(name, scopes)
            case ast.Attribute(attr=name):
                key = ATTRIBUTE, name
            case _:
                return False
        return bool(self._bindings.functions[key]) and not self._only_computes(key)

    def _only_computes(self, key: Key) -> bool:
        """Whether a variable holds functions of this module alone, and each only computes."""
        if key not in self._functions:
            # A function that calls itself isn't looked into.
            self._functions[key] = False
            bindings = self._bindings
            found = bindings.functions[key]
            alone = key not in bindings.others and key not in bindings.imports
            computing = (self._effect_free.function(node, scopes) for node, scopes in found)
            self._functions[key] = bool(found) and alone and all(computing)
        return self._functions[key]


def _makes_property(decorator: ast.expr) -> bool:
    """Whether a decorator makes a method run when an attribute is read."""
    name = decorator.attr if isinstance(decorator, ast.Attribute) else ""
    return (decorator.id if isinstance(decorator, ast.Name) else name).endswith("property")
