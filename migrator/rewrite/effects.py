"""Effects: what an expression does besides giving a value, for code that an edit takes away."""

from __future__ import annotations

import ast
from collections.abc import Collection

from migrator.rewrite.variables import Scopes, Variables, parts

_BUILTINS = frozenset(
    {"abs", "all", "any", "bool", "dict", "enumerate", "float", "frozenset", "int", "isinstance",
     "len", "list", "max", "min", "range", "repr", "round", "set", "sorted", "str", "sum", "tuple",
     "zip"}
)  # fmt: skip
_FUNCTIONS = frozenset(
    {"os.getenv", "os.environ.get", "environ.get", "getenv", "copy.copy", "copy.deepcopy",
     "deepcopy", "textwrap.dedent", "dedent", "json.loads", "json.dumps", "urljoin",
     "parse.urljoin", "urllib.parse.urljoin"}
)  # fmt: skip
_METHODS = frozenset(
    {"copy", "decode", "encode", "endswith", "format", "items", "join", "keys", "lower", "lstrip",
     "removeprefix", "removesuffix", "replace", "rstrip", "split", "splitlines", "startswith",
     "strip", "title", "upper", "values"}
)  # fmt: skip
_ALWAYS = (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)
_AT_TIMES = (
    ast.IfExp, ast.BoolOp, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp,
)  # fmt: skip


class Purity:
    """Tells which expressions of a module only compute. `modules` are names that it imports."""

    def __init__(self, variables: Variables, modules: Collection[str]) -> None:
        self._variables = variables
        self._modules = modules

    def is_pure(self, node: ast.AST, scopes: Scopes) -> bool:
        """Whether evaluating `node` does nothing but give a value, or fail."""
        if isinstance(node, _ALWAYS) or (
            isinstance(node, ast.Call) and not self._is_pure_call(node, scopes)
        ):
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
        if isinstance(node, _AT_TIMES):
            return not self.is_pure(node, scopes)
        return isinstance(node, _ALWAYS)

    def _is_pure_call(self, call: ast.Call, scopes: Scopes) -> bool:
        function = call.func
        if isinstance(function, ast.Name):
            known = function.id in _FUNCTIONS or function.id in _BUILTINS
            is_import = function.id in self._modules
            own = self._variables.is_bound(function.id, scopes)
            return known and (is_import if function.id in _FUNCTIONS else not own)
        if not isinstance(function, ast.Attribute):
            return False
        if ast.unparse(function) in _FUNCTIONS:
            return True
        receiver = function.value
        is_module = isinstance(receiver, ast.Name) and receiver.id in self._modules
        return function.attr in _METHODS and not is_module
