"""Ways: other names of a module through which code gets hold of what one of its names stands for.

`def defaults(): return DEFAULTS`, `KINDS = {"chat": DEFAULTS}` and `import DEFAULTS as kept` all hand
the object out. A name too many costs a look at those who take it.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.read import clients
from migrator.read.leading import reached
from migrator.read.module import last_name, names_bound_by, own_nodes
from migrator.read.parameters import defaults_of, parameter_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from migrator.read.leading import Definition
    from migrator.read.module import ModuleSource

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def ways(module: ModuleSource, name: str) -> frozenset[str]:
    """Module-level names that may give the object `name` stands for, or what it holds."""
    found = reached(module.once(_handed_out), {name})
    return frozenset(found - {name}) & module.once(_own_names)


def _own_names(module: ModuleSource) -> frozenset[str]:
    bound = {name for node in own_nodes(module.tree) for name in names_bound_by(node)}
    return frozenset(bound | module.set_by_functions.keys())


def _handed_out(module: ModuleSource) -> list[Definition]:
    return list(_by_statements(module.tree.body))


def _by_statements(statements: Iterable[ast.stmt]) -> Iterator[Definition]:
    for statement in statements:
        match statement:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield from _by_function(statement, frozenset({name}))
            case ast.ClassDef(name=name):
                yield frozenset({name}), _mentions(statement.bases)
                inside = [part for part in statement.body if not isinstance(part, _DEFINITIONS)]
                yield frozenset({name}), _mentions(inside)
                for part in walk(statement):
                    if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
                        yield from _by_function(part, frozenset({name}))
            case ast.ImportFrom(names=aliases):
                for alias in aliases:
                    if alias.asname:
                        yield frozenset({alias.asname}), frozenset({alias.name})
            case _:
                yield from _by_code(walk(statement), frozenset())


def _by_function(
    function: ast.FunctionDef | ast.AsyncFunctionDef, names: frozenset[str]
) -> Iterator[Definition]:
    """What calling a function may give, or leave behind. `names` are those it is reached by."""
    nodes = walk(function)
    flows = list(_by_code(nodes, names))
    given: set[str] = set()
    parameters = frozenset(parameter_names(function.args))
    flows.append((parameters, frozenset({_called(function.name)})))
    for node in nodes:
        match node:
            case ast.Return(value=ast.expr() as value) | ast.Yield(value=ast.expr() as value):
                given |= _mentions([value])
            case ast.YieldFrom(value=value) | ast.Lambda(body=value):
                given |= _mentions([value])
            case ast.arguments():
                flows += [
                    (frozenset({parameter.arg}), _mentions([default]))
                    for parameter, default in defaults_of(node)
                ]
    pending = True
    while pending:
        before = len(given)
        for handed, mentioned in flows:
            if not handed.isdisjoint(given):
                given |= mentioned
        pending = len(given) > before
    yield names, frozenset(given)
    # What it leaves in something that is not its own may be a name of the module.
    yield from flows


def _by_code(nodes: Iterable[ast.AST], owner: frozenset[str]) -> Iterator[Definition]:
    """What each statement puts where; what is put into an object is also reached by `owner`."""
    for node in nodes:
        match node:
            case ast.Assign(targets=targets, value=value):
                yield _targets(targets, owner), _mentions([value])
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                yield _targets([target], owner), _mentions([value])
            case (
                ast.AugAssign(target=target, value=value)
                | ast.NamedExpr(target=target, value=value)
            ):
                yield _targets([target], owner), _mentions([value])
            case ast.For(target=target, iter=value) | ast.AsyncFor(target=target, iter=value):
                yield _targets([target], owner), _mentions([value])
            case ast.comprehension(target=target, iter=value):
                yield _targets([target], owner), _mentions([value])
            case ast.withitem(optional_vars=ast.expr() as target, context_expr=value):
                yield _targets([target], owner), _mentions([value])
            case ast.Call(func=called) if not _sends(node):
                given = _mentions([*node.args, *(word.value for word in node.keywords)])
                if given:
                    yield frozenset({_called(last_name(called))}), given
                if given and isinstance(called, ast.Attribute):
                    yield _mentions([called.value]) | owner, given


def _targets(targets: Iterable[ast.expr], owner: frozenset[str]) -> frozenset[str]:
    """Names that are bound, or stand for what holds the target."""
    found: set[str] = set()
    for target in targets:
        for part in walk(target):
            found.update(names_bound_by(part))
            if isinstance(part, ast.Attribute | ast.Subscript):
                found |= owner
                found |= _mentions([part.value])
    return frozenset(found)


def _mentions(nodes: Iterable[ast.AST]) -> frozenset[str]:
    """Names and attributes in code, except in what is only sent."""
    found: set[str] = set()
    pending = list(nodes)
    while pending:
        node = pending.pop()
        match node:
            case ast.Name(id=name):
                found.add(name)
            case ast.Attribute(attr=name):
                found.add(name)
            case ast.Call() if _sends(node):
                pending.append(node.func)
                continue
        pending.extend(ast.iter_child_nodes(node))
    return frozenset(found)


def _called(name: str) -> str:
    """What stands for everything that a function of that name is given."""
    return f"{name}("


def _sends(call: ast.Call) -> bool:
    return last_name(call.func) in clients.SENDING_NAMES
