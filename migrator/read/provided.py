"""Provided parameters: what FastAPI gives a route for `Depends(get_settings)`.

https://fastapi.tiangolo.com/tutorial/dependencies/: a route is called with what the dependency
returns, unless `dependency_overrides` replaces it.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.read import calls
from migrator.read.abstract import Abstract, ExternalRef, FunctionRef
from migrator.read.arguments import Arguments
from migrator.read.class_syntax import label
from migrator.read.frame import Frame
from migrator.read.parameters import defaults_of
from migrator.read.searches import Searches
from migrator.read.state import State

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.read.abstract import FunctionNode
    from migrator.read.module import ModuleSource
    from migrator.read.reader import Reader

_VERBS = frozenset({"api_route", "delete", "get", "head", "options", "patch", "post", "put"})
_VERBS |= {"websocket"}
_DEPENDS = frozenset({"fastapi.Depends", "fastapi.params.Depends"})


def provided(
    reader: Reader, module: ModuleSource, function: FunctionNode, frame: Frame
) -> dict[str, Abstract]:
    """What the parameters of a route that have a dependency stand for, by their names.

    Only dependencies that take nothing from the request count, of routes that nobody else calls.
    """
    given = list(_dependencies(function))
    if not given or not _is_called_as_route(reader, module, function):
        return {}
    found: dict[str, Abstract] = {}
    for name, call in given:
        outside = Frame(module, State(), class_body=True)
        made_by = reader.evaluate(call.func, outside)
        if not isinstance(made_by, ExternalRef) or made_by.name not in _DEPENDS:
            continue
        dependency = reader.evaluate(call.args[0], outside)
        if isinstance(dependency, FunctionRef) and _takes_nothing(dependency.node):
            nothing = Arguments((), {}, False)
            found[name] = calls.follow(reader, dependency, call, nothing, frame)
    return found


def _dependencies(function: FunctionNode) -> Iterator[tuple[str, ast.Call]]:
    given = function.args
    defaults = dict(defaults_of(given))
    for parameter in (*given.posonlyargs, *given.args, *given.kwonlyargs):
        match defaults.get(parameter), parameter.annotation:
            case ast.Call(args=[_], keywords=[]) as call, _:
                yield parameter.arg, call
            case None, ast.Subscript(slice=ast.Tuple(elts=[_, ast.Call(args=[_]) as call])):
                if not call.keywords:
                    yield parameter.arg, call


def _is_called_as_route(reader: Reader, module: ModuleSource, function: FunctionNode) -> bool:
    if isinstance(function, ast.Lambda) or module.enclosing(function):
        return False
    routes = [d for d in function.decorator_list if isinstance(d, ast.Call) and label(d) in _VERBS]
    if not routes or len(routes) != len(function.decorator_list):
        return False
    if module.saying({function.name}):
        return False
    ask = reader.program.ask
    others = set(ask(Searches.files_saying, function.name)) - {module.path}
    return not others and not ask(Searches.files_saying, "dependency_overrides")


def _takes_nothing(function: FunctionNode) -> bool:
    given = function.args
    return not (given.posonlyargs or given.args or given.kwonlyargs or given.vararg or given.kwarg)
