"""Handed modules: code that gets a module as a value may set its names without naming it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from migrator.find.source import PYTHON_SUFFIXES
from migrator.read.changing import set_by_text
from migrator.read.module import ModuleSource, last_name
from migrator.read.parsing import parsed_module

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from migrator.find.tree import SourceTree

_SETTING = (b"setattr(", b"delattr(", b"vars(", b"__dict__")
_OWN = frozenset({"self", "cls"})


@dataclass(frozen=True, slots=True)
class _Handed:
    """Last names of imported modules that a file uses as values.

    With the last names of what they are given to; `kept` are those that are put anywhere else.
    """

    given: Mapping[str, frozenset[str]]
    kept: frozenset[str]


def set_through_a_variable(tree: SourceTree, stem: str, naming: tuple[str, ...]) -> str | None:
    """Where code sets, by text, names of a variable that may stand for a module called `stem`.

    `naming` are the files that say its name. None when no code of the tree gets hold of it.
    """
    if not any(_hands_on(tree, path, stem) for path in naming if path.endswith(PYTHON_SUFFIXES)):
        return None
    for path in sorted({path for needle in _SETTING for path in tree.holding(needle)}):
        module = parsed_module(tree, path) if path.endswith(PYTHON_SUFFIXES) else None
        line = module.once(_line_setting) if isinstance(module, ModuleSource) else 0
        if line:
            return f"{path}:{line}"
    return None


def _hands_on(tree: SourceTree, path: str, stem: str) -> bool:
    module = parsed_module(tree, path)
    if not isinstance(module, ModuleSource):
        return False
    handed = module.once(_handed)
    called = handed.given.get(stem, frozenset())
    return stem in handed.kept or any(tree.holding(f"def {name}".encode()) for name in called)


def _handed(module: ModuleSource) -> _Handed:
    bound: dict[str, str] = {}
    for node in module.nodes:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                name = alias.asname or alias.name.partition(".")[0]
                bound[name] = alias.name.rpartition(".")[2] if alias.asname else name
    given: dict[str, frozenset[str]] = {}
    kept: set[str] = set()
    for node in module.nodes:
        for part in _values_in(node):
            stem = _stem_of(part, bound)
            if stem and isinstance(node, ast.Call):
                given[stem] = given.get(stem, frozenset()) | {last_name(node)}
            elif stem:
                kept.add(stem)
    return _Handed(given, frozenset(kept))


def _values_in(node: ast.AST) -> Iterator[ast.expr]:
    """What is given to a call, put into a name or an object, or returned by `node` itself."""
    match node:
        case ast.Call(args=args, keywords=keywords):
            yield from args
            yield from (word.value for word in keywords)
        case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
            yield from elements
        case ast.Dict(values=values):
            yield from values
        case ast.Assign(value=value) | ast.NamedExpr(value=value):
            yield value
        case ast.AnnAssign(value=ast.expr() as value) | ast.Return(value=ast.expr() as value):
            yield value


def _stem_of(value: ast.expr, bound: Mapping[str, str]) -> str:
    match value:
        case ast.Name(id=name):
            return bound.get(name, "")
        case ast.Attribute(attr=name):
            root = value.value
            while isinstance(root, ast.Attribute):
                root = root.value
            return name if isinstance(root, ast.Name) and root.id in bound else ""
        case ast.Starred(value=inner):
            return _stem_of(inner, bound)
    return ""


def _line_setting(module: ModuleSource) -> int:
    """The first line that sets names of a variable by text, 0 when none does."""
    for owner, line in set_by_text(module.nodes):
        if not isinstance(owner, ast.Name) or owner.id not in _OWN:
            return line
    return 0
