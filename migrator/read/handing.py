"""Handing on: whether shared code does anything but send what its callers give it."""

from __future__ import annotations

import ast
from collections import defaultdict
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.read.class_syntax import label
from migrator.read.loggers import writes_to_a_log

if TYPE_CHECKING:
    from collections.abc import Iterable

    from migrator.read.abstract import FunctionNode
    from migrator.read.module import ModuleSource
    from migrator.read.origins import Use
    from migrator.read.program import Program

_CACHES = frozenset({"lru_cache", "cache"})
_REACHING = frozenset({"locals", "vars", "eval", "exec", "dir"})
# What a URL begins with stays as it is when its end changes.
_STARTS = ("/", "http", "http:", "http://", "https:", "https://")


def other_use(program: Program, uses: Iterable[Use], *, is_url: bool) -> str | None:
    """What else the functions that hand something on do with it, None when nothing.

    A URL may go into messages for people: they then tell the one that was requested.
    """
    known: dict[tuple[FunctionNode, str], list[Use]] = defaultdict(list)
    for use in uses:
        known[(use.function, use.name)].append(use)
    for (function, name), mine in known.items():
        module = mine[0].module
        why = _in_function(program, function, name, mine, module, is_url=is_url)
        if why is not None:
            return why
    return None


def _in_function(
    program: Program,
    function: FunctionNode,
    name: str,
    uses: list[Use],
    module: ModuleSource,
    *,
    is_url: bool,
) -> str | None:
    called = getattr(function, "name", "the lambda")
    if any(label(d) in _CACHES for d in getattr(function, "decorator_list", [])):
        return f"{called}() is cached by what it is given"
    passed = {use.node for use in uses}
    members = {use.member for use in uses}
    for node in walk(function):
        match node:
            case ast.Call(func=ast.Name(id=reaching)) if reaching in _REACHING:
                return f"{called}() calls {reaching}() at {module.path}:{node.lineno}"
            case ast.Name(id=other) if other == name and node not in passed:
                if isinstance(node.ctx, ast.Store):
                    continue
                if _is_handed_to_itself(node, function, module):
                    continue
                if not _harmless(program, node, members, module, is_url=is_url):
                    return f"{called}() also uses `{name}` at {module.path}:{node.lineno}"
    return None


def _is_handed_to_itself(node: ast.Name, function: FunctionNode, module: ModuleSource) -> bool:
    """Whether a function calls itself, with what it was given for the same parameter."""
    above = module.parents.get(node)
    if not isinstance(above, ast.keyword) or above.arg != node.id:
        return False
    match module.parents.get(above):
        case ast.Call(func=ast.Attribute(value=ast.Name(id="self" | "cls"), attr=called)):
            return called == getattr(function, "name", "")
    return False


def _is_told_to_people(program: Program, node: ast.Name, module: ModuleSource) -> bool:
    """Whether a variable only goes into the message of an exception or of a log."""
    below: ast.AST = node
    above = module.parents.get(node)
    while isinstance(above, ast.JoinedStr | ast.FormattedValue):
        below, above = above, module.parents.get(above)
    if not isinstance(above, ast.Call) or below not in above.args:
        return False
    return writes_to_a_log(program, module, above) or isinstance(
        module.parents.get(above), ast.Raise
    )


def _harmless(
    program: Program,
    node: ast.Name,
    members: set[str | int | None],
    module: ModuleSource,
    *,
    is_url: bool,
) -> bool:
    """Whether what is done with a variable doesn't depend on the part that is edited."""
    above = module.parents.get(node)
    if is_url and _is_told_to_people(program, node, module):
        return True
    match above:
        case ast.Compare(left=left, ops=[ast.Is() | ast.IsNot()], comparators=[other]):
            return left is node and isinstance(other, ast.Constant) and other.value is None
        case ast.Attribute(attr="startswith"):
            match module.parents.get(above):
                case ast.Call(args=[ast.Constant(value=str(start))]):
                    return start in _STARTS
                case ast.Call(args=[ast.Tuple(elts=starts)]):
                    return all(isinstance(s, ast.Constant) and s.value in _STARTS for s in starts)
    if None in members:
        return False
    match above:
        case ast.Attribute(attr="setdefault" | "pop" | "get"):
            match module.parents.get(above):
                case ast.Call(args=[ast.Constant(value=key), *_]):
                    return key not in members
        case ast.Subscript(slice=ast.Constant(value=key), value=value):
            return value is node and key not in members
        case ast.Compare(left=ast.Constant(value=key), ops=[ast.In() | ast.NotIn()]):
            return key not in members
    return False
