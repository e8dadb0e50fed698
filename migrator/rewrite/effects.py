"""Effects: what an expression does besides giving a value, for code that an edit takes away."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property

from migrator.read.parameters import parameter_names
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


class Purity:
    """Tells which expressions of a module only compute.

    `taken` are names by which it takes plain classes from other modules.
    """

    def __init__(
        self, variables: Variables, tree: ast.Module, taken: frozenset[str] = frozenset()
    ) -> None:
        self._variables = variables
        self._taken = taken
        self._tree = tree
        self._functions: dict[Key, bool] = {}
        self._properties: dict[str, bool] = {}

    @cached_property
    def _bindings(self) -> _Bindings:
        return _Bindings(self._tree, self._variables)

    @cached_property
    def _hooked(self) -> bool:
        """Whether the module sets what making or dumping objects of its classes runs."""
        return any((ATTRIBUTE, name) in self._bindings.others for name in HOOKS)

    @cached_property
    def _classes(self) -> PlainClasses:
        bindings = self._bindings
        return PlainClasses(
            {} if self._hooked else bindings.sole_classes(),
            lambda expression: bindings.imported(expression, ()),
            lambda name: not self._variables.is_bound(name, ()),
        )

    def is_pure(self, node: ast.AST, scopes: Scopes) -> bool:
        """Whether evaluating `node` does nothing but give a value, or fail."""
        if isinstance(node, _ALWAYS) or (
            isinstance(node, ast.Call) and not self._is_pure_call(node, scopes)
        ):
            return False
        if isinstance(node, ast.Attribute) and self._runs_code(node):
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
            return self._runs_code(node)
        if isinstance(node, ast.IfExp):
            return not (self.is_pure(node.body, scopes) and self.is_pure(node.orelse, scopes))
        if isinstance(node, _AT_TIMES):
            return not self.is_pure(node, scopes)
        return isinstance(node, _ALWAYS)

    def _runs_code(self, node: ast.Attribute) -> bool:
        """Whether some class of this module has a property of that name which does something."""
        if node.attr not in self._properties:
            found = self._bindings.functions[ATTRIBUTE, node.attr]
            self._properties[node.attr] = False
            self._properties[node.attr] = any(
                not self._block_computes(function.body, (*scopes, function))
                for function, scopes in found
                if any(_makes_property(each) for each in function.decorator_list)
            )
        return isinstance(node.ctx, ast.Load) and self._properties[node.attr]

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
                return self._only_computes(self._variables.key(function.id, scopes))
            return function.id in _BUILTINS
        if not isinstance(function, ast.Attribute):
            return False
        receiver = function.value
        if isinstance(receiver, ast.Name):
            if receiver.id in {"self", "cls"}:
                return self._only_computes((ATTRIBUTE, function.attr))
            if self._variables.key(receiver.id, scopes) in self._bindings.imports:
                return False
            if function.attr == "get":
                return self._is_dict(self._variables.key(receiver.id, scopes))
        return function.attr in _METHODS

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
        return key[1] in self._taken and alone and not self._hooked

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
            computing = (self._function_computes(node, scopes) for node, scopes in found)
            self._functions[key] = bool(found) and alone and all(computing)
        return self._functions[key]

    def _function_computes(self, node: _Function, scopes: Scopes) -> bool:
        kinds = {d.id for d in node.decorator_list if isinstance(d, ast.Name)}
        plain = len(kinds) == len(node.decorator_list) and kinds <= {"classmethod", "staticmethod"}
        is_async = isinstance(node, ast.AsyncFunctionDef)
        return plain and not is_async and self._block_computes(node.body, (*scopes, node))

    def _block_computes(self, body: Sequence[ast.stmt], scopes: Scopes) -> bool:
        return all(self._statement_computes(statement, scopes) for statement in body)

    def _statement_computes(self, statement: ast.stmt, scopes: Scopes) -> bool:
        match statement:
            case ast.Pass() | ast.Expr(value=ast.Constant()) | ast.Return(value=None):
                return True
            case ast.Return(value=ast.expr() as value):
                return self.is_pure(value, scopes)
            case ast.Assign(targets=[ast.Name()], value=value):
                return self.is_pure(value, scopes)
            case ast.If(test=test, body=body, orelse=orelse):
                blocks = self._block_computes(body, scopes) and self._block_computes(orelse, scopes)
                return blocks and self.is_pure(test, scopes)
        return False


_Function = ast.FunctionDef | ast.AsyncFunctionDef


def _makes_property(decorator: ast.expr) -> bool:
    """Whether a decorator makes a method run when an attribute is read."""
    name = decorator.attr if isinstance(decorator, ast.Attribute) else ""
    return (decorator.id if isinstance(decorator, ast.Name) else name).endswith("property")


class _Bindings:
    """What the variables of a module are bound to: imports, functions, and `others`."""

    def __init__(self, tree: ast.Module, variables: Variables) -> None:
        self.imports: dict[Key, str] = {}
        self.functions: defaultdict[Key, list[tuple[_Function, Scopes]]] = defaultdict(list)
        self.others: Counter[Key] = Counter()
        self.values: defaultdict[Key, list[tuple[ast.expr, Scopes]]] = defaultdict(list)
        self._classes: dict[str, ast.ClassDef] = {}
        self._variables = variables
        for node, scopes in _all_nodes(tree, ()):
            self._take(node, scopes)

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
