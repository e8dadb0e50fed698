"""Loggers: which calls write to a log, and so neither change nor keep what they are given."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.read.module import last_name, names_bound_by
from migrator.read.parameters import parameter_names
from migrator.read.searches import Searches

if TYPE_CHECKING:
    from migrator.read.module import ModuleSource
    from migrator.read.program import Program

LEVELS = frozenset(
    {"critical", "debug", "error", "exception", "info", "log", "trace", "warn", "warning"}
)
_NAMES = frozenset({"log", "logger", "logging"})
_MAKERS = frozenset({"logging.getLogger", "structlog.get_logger", "structlog.getLogger"})
_LOGGERS = frozenset({"logging", "loguru.logger"})
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def writes_to_a_log(program: Program, module: ModuleSource, call: ast.Call) -> bool:
    """Whether a call goes to a logger: one of a logging library, or what has the name of one.

    The name counts for nothing where a class of the tree has such a method: it may be that.
    """
    method = call.func
    if not isinstance(method, ast.Attribute) or method.attr not in LEVELS:
        return False
    if module.once(_loggers).holds(method):
        return True
    owner = method.value
    named = isinstance(owner, ast.Name | ast.Attribute) and (
        last_name(owner).strip("_").lower() in _NAMES
    )
    return named and not program.ask(Searches.method_defined, method.attr)


def _loggers(module: ModuleSource) -> Loggers:
    return Loggers(module.tree)


class Loggers:
    """The names and attributes of a module that stand for loggers and nothing else."""

    def __init__(self, tree: ast.Module) -> None:
        self._bound: Counter[str] = Counter()
        self._imports: dict[str, str] = {}
        self._values: defaultdict[str, list[ast.expr]] = defaultdict(list)
        self._set: Counter[str] = Counter()
        self._given: defaultdict[str, list[ast.expr]] = defaultdict(list)
        for node in walk(tree):
            self._take(node)
        for statement in tree.body:
            self._take_top(statement)

    def _take(self, node: ast.AST) -> None:
        self._bound.update(names_bound_by(node))
        match node:
            case ast.Attribute(attr=name, ctx=ast.Store() | ast.Del()):
                self._set[name] += 1
            case ast.Assign(targets=[ast.Attribute(attr=name)], value=value):
                self._given[name].append(value)
        if isinstance(node, _FUNCTIONS):
            self._bound.update(parameter_names(node.args))

    def _take_top(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Import(names=aliases):
                for alias in aliases:
                    root = alias.name.partition(".")[0]
                    self._imports[alias.asname or root] = alias.name if alias.asname else root
            case ast.ImportFrom(module=str(module), names=aliases, level=0):
                for alias in aliases:
                    self._imports[alias.asname or alias.name] = f"{module}.{alias.name}"
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                self._values[name].append(value)

    def holds(self, method: ast.expr) -> bool:
        """Whether `method` is that of a logger."""
        match method:
            case ast.Attribute(value=ast.Name(id=name)):
                values = self._values[name]
                made = len(values) == 1 and self._makes(values[0])
                return self._bound[name] == 1 and (made or self._imports.get(name) in _LOGGERS)
            case ast.Attribute(value=ast.Attribute(attr=name)):
                given = self._given[name]
                alone = len(given) == self._set[name] and not self._bound[name]
                return bool(given) and alone and all(map(self._makes, given))
        return False

    def _makes(self, value: ast.expr) -> bool:
        if not isinstance(value, ast.Call):
            return False
        match value.func:
            case ast.Name(id=name):
                return self._bound[name] == 1 and self._imports.get(name) in _MAKERS
            case ast.Attribute(value=ast.Name(id=name), attr=attribute):
                whole = f"{self._imports.get(name)}.{attribute}"
                return self._bound[name] == 1 and whole in _MAKERS
        return False
