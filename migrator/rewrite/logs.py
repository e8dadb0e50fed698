"""Logs: where a module writes what it knows to a log, which follows what it tells of."""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator

from migrator.find.syntax import walk
from migrator.read.module import names_bound_by
from migrator.read.parameters import parameter_names

_LEVELS = frozenset(
    {"critical", "debug", "error", "exception", "info", "log", "trace", "warn", "warning"}
)
_MAKERS = frozenset({"logging.getLogger", "structlog.get_logger", "structlog.getLogger"})
_LOGGERS = frozenset({"logging", "loguru.logger"})
_PARTS = (
    ast.BinOp, ast.Dict, ast.FormattedValue, ast.JoinedStr, ast.List, ast.Tuple, ast.keyword,
)  # fmt: skip
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def logged(tree: ast.Module) -> frozenset[ast.expr]:
    """Names and attributes whose values a module writes to a log as they are, or inside a text.

    Only calls of loggers that the module itself gets from a logging library count.
    """
    calls = [node for node in walk(tree) if isinstance(node, ast.Expr) and _writes(node.value)]
    if not calls:
        return frozenset()
    loggers = _Loggers(tree)
    found: set[ast.expr] = set()
    for statement in calls:
        call = statement.value
        if isinstance(call, ast.Call) and loggers.holds(call.func):
            for argument in (*call.args, *call.keywords):
                found.update(_told(argument))
    return frozenset(found)


def _writes(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in _LEVELS
    )


def _told(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Name | ast.Attribute):
        yield node
    elif isinstance(node, _PARTS) or _fills_a_text(node):
        for child in ast.iter_child_nodes(node):
            yield from _told(child)


def _fills_a_text(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str()), attr="format")):
            return True
    return False


class _Loggers:
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
