"""Echoes: code that reads from an answer what was asked, and so sees an edit of the request."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.read.answers import aliases, gathers, kept, names_of, prepared, root_name
from migrator.read.loggers import writes_to_a_log
from migrator.read.module import last_name, own_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from migrator.read.abstract import FunctionNode
    from migrator.read.module import ModuleSource
    from migrator.read.program import Program

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_OF_ANSWERS = frozenset({"url", "request", "request_info", "real_url", "history", "geturl"})
_OF_REQUESTS = frozenset(
    {"url", "content", "data", "body", "json", "full_url", "get_full_url", "selector", "path_url"}
)
_ASKING_METHODS = frozenset({"geturl", "get_full_url"})
MAKING_REQUESTS = frozenset({"Request", "build_request", "prepare"})
_DEEPEST = 4


def echo(program: Program, module: ModuleSource, call: ast.Call) -> str | None:
    """Where the URL or the body of the request that `call` sends is read back, None when nowhere.

    A log may tell the new ones: it is to say what was called.
    """
    attributes = _OF_REQUESTS if last_name(call.func) in MAKING_REQUESTS else _OF_ANSWERS
    return _Echoes(program).of(module, call, attributes, _DEEPEST)


class _Echoes:
    """Follows an answer from the call that gets it."""

    def __init__(self, program: Program) -> None:
        self._program = program

    def of(
        self, module: ModuleSource, call: ast.expr, attributes: frozenset[str], depth: int
    ) -> str | None:
        """Where what `call` gives is asked for one of `attributes`."""
        held = kept(module, call)
        whole = held.whole
        holder = module.parents.get(whole)
        if isinstance(holder, ast.Attribute) and holder.attr in attributes:
            return None if self._is_logged(module, holder) else _place(module, holder)
        scope = scope_of(module, call)
        if held.among:
            return self._of_any(module, call, attributes, depth)
        if held.attribute:
            return self._of_attribute(held.attribute, attributes, depth)
        taker = module.parents.get(holder) if isinstance(holder, ast.keyword) else holder
        if isinstance(taker, ast.Call) and whole is not taker.func and depth:
            return self._of_arguments(module, taker, [whole], attributes, depth)
        same = prepared if attributes is _OF_REQUESTS else aliases
        names = same(scope, set(names_of(module, whole)))
        found = self._of_exceptions(module, scope, attributes, depth)
        if found is not None:
            return found
        found = self._of_names(module, scope, names, attributes, depth)
        if found is None and depth and self._is_returned(scope, whole, names):
            return self._of_callers(scope, attributes, depth)
        return found

    def _of_attribute(self, name: str, attributes: frozenset[str], depth: int) -> str | None:
        """Where the answer that objects hold as `name` is asked for them."""
        for module in self._program.modules():
            for node in module.nodes:
                if not isinstance(node, ast.Attribute) or node.attr != name:
                    continue
                if not isinstance(node.ctx, ast.Load):
                    continue
                found = self._of_held(module, node, attributes, depth)
                if found is not None:
                    return found
        return None

    def _of_held(
        self, module: ModuleSource, held: ast.Attribute, attributes: frozenset[str], depth: int
    ) -> str | None:
        above = module.parents.get(held)
        if isinstance(above, ast.Attribute) and above.attr in attributes:
            is_told = self._is_logged(module, above) or _in_text_of_exception(module, above)
            return None if is_told else _place(module, above)
        scope = scope_of(module, held)
        names = aliases(scope, set(names_of(module, held)))
        return self._of_names(module, scope, names, attributes, depth - 1) if depth else None

    def _of_exceptions(
        self,
        module: ModuleSource,
        scope: ast.Module | FunctionNode,
        attributes: frozenset[str],
        depth: int,
    ) -> str | None:
        """Where what a failing request raises is asked for them, here or by those who call this."""
        handlers = [node for node in own_nodes(scope) if isinstance(node, ast.ExceptHandler)]
        for handler in handlers:
            for node in walk(handler) if handler.name else ():
                if not isinstance(node, ast.Attribute) or node.attr not in attributes:
                    continue
                if root_name(node) == handler.name and not self._is_told(module, node):
                    return _place(module, node)
        for home, caller in self._callers(scope) if depth else ():
            found = self._of_exceptions(home, scope_of(home, caller), attributes, depth - 1)
            if found is not None:
                return found
        return None

    def _is_told(self, module: ModuleSource, node: ast.AST) -> bool:
        """Whether something is only said to people: in a log, or in another exception."""
        above: ast.AST | None = node
        while above is not None and not isinstance(above, ast.stmt):
            above = module.parents.get(above)
        return isinstance(above, ast.Raise) or self._is_logged(module, node)

    def _of_any(
        self, module: ModuleSource, call: ast.expr, attributes: frozenset[str], depth: int
    ) -> str | None:
        """Where anything is asked for them that may be an answer which was put among others."""
        scope = scope_of(module, call)
        bound = {
            node.id
            for node in walk(scope)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        }
        asked = set(walk(call))
        for node in walk(scope):
            if not isinstance(node, ast.Attribute) or node.attr not in attributes or node in asked:
                continue
            above = module.parents.get(node)
            called = isinstance(above, ast.Call) and above.func is node
            if called != (node.attr in _ASKING_METHODS) or self._is_logged(module, node):
                continue
            if root_name(node) in bound:
                return _place(module, node)
        if depth and any(isinstance(node, ast.Return | ast.Yield) for node in walk(scope)):
            for home, caller in self._callers(scope):
                found = self._of_any(home, caller, attributes, depth - 1)
                if found is not None:
                    return found
        return None

    def _callers(self, function: ast.AST) -> Iterator[tuple[ModuleSource, ast.Call]]:
        calls = self._program.calls.entering
        for caller in calls.get(function, ()) if isinstance(function, _FUNCTIONS) else ():
            home = self._program.module_of(caller)
            if home is not None:
                yield home, caller

    def _of_callers(self, function: ast.AST, attributes: frozenset[str], depth: int) -> str | None:
        """Where those who call a function that returns the answer ask for it."""
        for home, caller in self._callers(function):
            found = self.of(home, caller, attributes, depth - 1)
            if found is not None:
                return found
        return None

    def _of_names(
        self,
        module: ModuleSource,
        scope: ast.AST,
        names: set[str],
        attributes: frozenset[str],
        depth: int,
    ) -> str | None:
        found: str | None = None
        for node in walk(scope) if names else ():
            match node:
                case ast.Attribute(value=ast.Name(id=name), attr=attr) if name in names:
                    if attr in attributes and not self._is_logged(module, node):
                        return _place(module, node)
                case ast.Await(value=ast.Name(id=name)) if name in names and depth:
                    found = self.of(module, node, attributes, depth - 1)
                case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="result")):
                    if name in names and depth:
                        found = self.of(module, node, attributes, depth - 1)
                case ast.Call(func=ast.Name(id="getattr"), args=[ast.Name(id=name), asked, *_]):
                    known = asked.value if isinstance(asked, ast.Constant) else None
                    if name in names and (known is None or known in attributes):
                        return _place(module, node)
                case ast.Call(args=args) if depth and not self._is_logged(module, node):
                    values = [*args, *(keyword.value for keyword in node.keywords)]
                    given = [a for a in values if isinstance(a, ast.Name) and a.id in names]
                    found = self._of_arguments(module, node, given, attributes, depth)
                case ast.Name(id=name, ctx=ast.Load()) if name in names and depth:
                    held = kept(module, node)
                    if held.among:
                        found = self._of_any(module, node, attributes, depth - 1)
                    elif held.attribute:
                        found = self._of_attribute(held.attribute, attributes, depth)
            if found is not None:
                return found
        return None

    def _of_arguments(
        self,
        module: ModuleSource,
        call: ast.Call,
        given: Sequence[ast.expr],
        attributes: frozenset[str],
        depth: int,
    ) -> str | None:
        """Where a function that is given the answer, or sends the request, asks for it."""
        if not given:
            return None
        if gathers(call):
            return self._of_any(module, call, attributes, depth)
        if attributes is _OF_REQUESTS and last_name(call.func) in {"send", "urlopen"}:
            return self.of(module, call, _OF_ANSWERS, depth - 1)
        for entry in self._program.calls.entries.get(call, ()):
            function = entry.target
            if not isinstance(function, _FUNCTIONS):
                continue
            home = self._program.calls.homes.get(function) or self._program.module_of(function)
            parameters = [each.arg for each in (*function.args.posonlyargs, *function.args.args)]
            skipped = len(parameters) - len(call.args) if parameters[:1] == ["self"] else 0
            taken = {
                parameters[at + min(skipped, 1)]
                for at, argument in enumerate(call.args)
                if argument in given and at + min(skipped, 1) < len(parameters)
            }
            taken |= {each.arg for each in call.keywords if each.arg and each.value in given}
            if home is not None:
                found = self._of_names(home, function, taken, attributes, depth - 1)
                if found is not None:
                    return found
        return None

    def _is_returned(self, scope: ast.AST, whole: ast.expr, names: set[str]) -> bool:
        if isinstance(scope, ast.Lambda):
            return scope.body is whole
        return any(
            isinstance(node, ast.Return)
            and (
                node.value is whole or (isinstance(node.value, ast.Name) and node.value.id in names)
            )
            for node in walk(scope)
        )

    def _is_logged(self, module: ModuleSource, node: ast.AST) -> bool:
        above: ast.AST | None = node
        while above is not None and not isinstance(above, ast.stmt):
            if isinstance(above, ast.Call) and writes_to_a_log(self._program, module, above):
                return True
            above = module.parents.get(above)
        return False


def _in_text_of_exception(module: ModuleSource, node: ast.Attribute) -> bool:
    """Whether an answer's URL is only part of how an exception is told to people."""
    whole = module.parents.get(node)
    last = whole if isinstance(whole, ast.Attribute) and node.attr == "request" else node
    in_text = isinstance(module.parents.get(last), ast.FormattedValue)
    around = module.enclosing(node)
    if not in_text or last.attr not in {"url", "real_url"} or len(around) < 2:
        return False
    function, holder = around[0], around[1]
    return (
        isinstance(function, ast.FunctionDef)
        and function.name in {"__str__", "__repr__"}
        and isinstance(holder, ast.ClassDef)
        and any(last_name(base).endswith(("Error", "Exception")) for base in holder.bases)
    )


def scope_of(module: ModuleSource, node: ast.AST) -> ast.Module | FunctionNode:
    """The function that a node stands in, or the module."""
    return next((a for a in module.enclosing(node) if isinstance(a, _FUNCTIONS)), module.tree)


def _place(module: ModuleSource, node: ast.expr) -> str:
    return f"{module.path}:{node.lineno}"
