"""Runners: calls that give a function to a thread or a pool, with the arguments it is called with."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from migrator.model.values import PerRequest
from migrator.read.abstract import Abstract, AnyOf, ExternalRef, MethodRef
from migrator.read.answers import whole_of
from migrator.read.searches import Searches

if TYPE_CHECKING:
    from migrator.read.arguments import Arguments
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

# By the place of the function among their arguments.
_FUNCTIONS = {
    "asyncio.to_thread": 0,
    "anyio.to_thread.run_sync": 0,
    "fastapi.concurrency.run_in_threadpool": 0,
    "starlette.concurrency.run_in_threadpool": 0,
    "trio.to_thread.run_sync": 0,
}
_METHODS = {"run_in_executor": 1, "submit": 0}


@dataclass(frozen=True, slots=True)
class Run:
    """The call that will be made: of `function`, with `arguments`, as if it was written as `call`.

    The code that hands it over `waits` for it, or goes on before it is made.
    """

    function: Abstract
    arguments: Arguments
    call: ast.Call
    waits: bool

    @property
    def partial(self) -> ast.Call | None:
        """The call that makes what is handed over, if that is there: nothing else can reach it."""
        return self.call.func if isinstance(self.call.func, ast.Call) else None


def run_of(
    reader: Reader, target: Abstract, node: ast.Call, arguments: Arguments, frame: Frame
) -> Run | None:
    """The call that another one has made for it, None when it is no such one."""
    place = _place(reader, target, node)
    if place is None or len(node.args) <= place:
        return None
    if any(isinstance(argument, ast.Starred) for argument in node.args):
        return None
    given = replace(
        arguments,
        positional=arguments.positional[place + 1 :],
        spots=arguments.spots[place + 1 :],
    )
    call = ast.Call(node.args[place], node.args[place + 1 :], node.keywords)
    waits = whole_of(frame.module, node) is not node
    return Run(arguments.positional[place], given, call, waits)


def _place(reader: Reader, target: Abstract, node: ast.Call) -> int | None:
    match target:
        case ExternalRef(name=name) if name in _FUNCTIONS:
            return _FUNCTIONS[name]
        case PerRequest() | ExternalRef() | MethodRef(receiver=AnyOf() | PerRequest()):
            method = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            # What is called may be a function of the tree that has this name.
            if method in _METHODS and not reader.program.ask(Searches.method_defined, method):
                return _METHODS[method]
    return None
