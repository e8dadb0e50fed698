"""Changing code: what one file does that may change names and objects of other modules."""

from __future__ import annotations

import ast
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from migrator.read.mentioned import asked_by_text
from migrator.read.module import ModuleSource, last_name
from migrator.read.parsing import parsed_module

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from migrator.find.tree import SourceTree

_Bound: TypeAlias = "Mapping[str, Sequence[str]]"

# Methods and functions that leave what they are given as it is.
_READING = frozenset({"get", "copy", "items", "keys", "values", "format", "strip", "rstrip"})
_READING |= {"lower", "upper", "startswith", "endswith", "lstrip", "join", "split", "replace"}
_READING_CALLS = frozenset({"dict", "list", "tuple", "len", "str", "repr", "print", "sorted"})
_READING_CALLS |= {"deepcopy", "copy", "dumps", "post", "request", "get", "Request", "Client"}
_READING_CALLS |= {"AsyncClient", "ClientSession", "delete", "put", "patch", "urljoin", "debug"}
_READING_CALLS |= {"info", "warning", "error"}


@dataclass(frozen=True, slots=True)
class ChangingCode:
    """The changes that a file may make to other modules.

    `changes` are by the name that is changed: the lines, and whether the object is only changed in
    place. `attributes` are those of anything but `self` and `cls`, also asked for by text; `imports` are import
    statements and what imports at run time, in order. `modules` are last names of modules whose
    names are set by text, with the line.
    """

    changes: Mapping[str, Sequence[tuple[int, bool]]]
    attributes: frozenset[str]
    imports: Sequence[ast.AST]
    modules: Mapping[str, int]


def changing_code(tree: SourceTree, path: str) -> ChangingCode | None:
    """What the file at `path` may change, None when it can't be read."""
    module = parsed_module(tree, path)
    if not isinstance(module, ModuleSource):
        return None
    return module.once(_changing)


def _changing(module: ModuleSource) -> ChangingCode:
    nodes = module.nodes
    imports = [node for node in nodes if _imports(node)]
    taken: defaultdict[str, list[str]] = defaultdict(list)
    for node in imports:
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                taken[alias.asname or alias.name].append(alias.name)
    changes: defaultdict[str, list[tuple[int, bool]]] = defaultdict(list)
    attributes: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Attribute) and not _is_own(node):
            attributes.add(node.attr)
        elif (asked := asked_by_text(node)) is not None:
            attributes.add(asked)
        for name, in_place in _changes(node, taken):
            if name:
                changes[name].append((getattr(node, "lineno", 1), in_place))
    return ChangingCode(
        dict(changes), frozenset(attributes), imports, dict(_modules_changed(nodes))
    )


def _imports(node: ast.AST) -> bool:
    match node:
        case ast.Import() | ast.ImportFrom():
            return True
        case ast.Attribute(attr="import_module") | ast.Name(id="import_module" | "__import__"):
            return True
        case ast.Attribute(attr="modules", value=ast.Name(id="sys")):
            return True
    return False


def _is_own(node: ast.Attribute) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id in {"self", "cls"}


def _modules_changed(nodes: Sequence[ast.AST]) -> Iterator[tuple[str, int]]:
    """Last names of imported modules whose names are set by text, with the line."""
    imported: dict[str, list[str]] = {}
    for node in nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                last = alias.name.rpartition(".")[2]
                imported[alias.asname or alias.name.partition(".")[0]] = [last]
    for owner, line in set_by_text(nodes):
        for root in _roots(owner, imported):
            yield root, line


def set_by_text(nodes: Iterable[ast.AST]) -> Iterator[tuple[ast.expr, int]]:
    """What gets attributes whose names aren't spelt in the code, with the lines."""
    for node in nodes:
        match node:
            case ast.Call(func=ast.Name(id="setattr" | "delattr"), args=[owner, name, *_]):
                if isinstance(name, ast.Constant):
                    continue
            case ast.Call(func=ast.Name(id="vars"), args=[owner]):
                pass
            case ast.Attribute(value=owner, attr="__dict__"):
                pass
            case _:
                continue
        yield owner, getattr(node, "lineno", 1)


def _changes(node: ast.AST, imported: _Bound) -> Iterator[tuple[str, bool]]:
    """Names of other modules that `node` changes, and whether only in place."""
    match node:
        case ast.Attribute(value=ast.Name(id="self" | "cls")):
            return
        case ast.Attribute(attr=name, ctx=ast.Store() | ast.Del()):
            yield name, False
        case ast.Subscript(value=value, ctx=ast.Store() | ast.Del()):
            yield from _in_place(value, imported)
        case ast.AugAssign(target=ast.Name() as target):
            yield from _in_place(target, imported)
        case ast.Call(func=function, args=arguments):
            if isinstance(function, ast.Attribute) and function.attr not in _READING:
                yield from _in_place(function.value, imported)
            label = last_name(node)
            if label not in _READING_CALLS:
                for argument in arguments:
                    yield from _in_place(argument, imported)
            for argument in arguments[:2]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    named = label in {"setattr", "object", "setitem"} or "." in argument.value
                    if named:
                        yield argument.value.rpartition(".")[2], False


def _in_place(node: ast.expr, imported: _Bound) -> Iterator[tuple[str, bool]]:
    for name in _roots(node, imported):
        yield name, True


def _roots(node: ast.expr, imported: _Bound) -> Sequence[str]:
    while isinstance(node, ast.Subscript):
        node = node.value
    match node:
        case ast.Name(id=name):
            return imported.get(name, ())
        case ast.Attribute(attr=name):
            return (name,)
    return ()
