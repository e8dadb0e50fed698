"""Unbound methods: code that takes a method from its class, and may give it any object as `self`."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.read.class_syntax import is_class_method, methods_of
from migrator.read.parsing import parsed
from migrator.read.trust import is_test

if TYPE_CHECKING:
    from collections.abc import Set

    from migrator.find.tree import SourceTree
    from migrator.read.class_uses import ClassUses

_BOUND = frozenset({"staticmethod", "property", "cached_property"})


@lru_cache(8192)
def taking_self(node: ast.ClassDef) -> frozenset[str]:
    """Names of the methods of a class that are given an instance."""
    return frozenset(
        name
        for name, method in methods_of(node).items()
        if not is_class_method(method)
        and not _BOUND & {ast.unparse(part).rpartition(".")[2] for part in method.decorator_list}
        and not (name.startswith("__") and name.endswith("__"))
    )


class UnboundMethods:
    """Finds where methods are taken from their class."""

    def __init__(self, tree: SourceTree, uses: ClassUses) -> None:
        self._tree, self._uses = tree, uses

    def taken(self, name: str, methods: Set[str]) -> str | None:
        """Where one of `methods` is taken from the class `name`, but by its own subclasses."""
        dotted = f"{name}.".encode()
        for path in self._tree.saying(name):
            data = self._tree.read(path)
            if dotted not in data or not path.endswith((".py", ".ipynb")) or is_test(path):
                continue
            if not any(dotted + method.encode() in data for method in methods):
                continue
            tree = parsed(self._tree, path)
            line = self._in(tree, name, methods) if tree is not None else None
            if line is not None:
                return f"{path}:{line}"
        return None

    def _in(self, tree: ast.Module, name: str, methods: Set[str]) -> int | None:
        own: set[ast.AST] = set()
        related = {name, *(node.name for _, node in self._uses.relatives(name, ()))}
        for node in walk(tree):
            match node:
                case ast.ClassDef() if node.name in related:
                    own.update(_by_super(node))
                case ast.Attribute(value=ast.Attribute() as method) if node.attr != "__get__":
                    own.add(method)
        for node in walk(tree):
            match node:
                case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner)):
                    taken = owner == name and node.attr in methods
                    if taken and isinstance(node.ctx, ast.Load) and node not in own:
                        return node.lineno
        return None


def _by_super(node: ast.ClassDef) -> list[ast.AST]:
    """Methods that a class calls as they are above it: `Base.start(self)`."""
    return [
        part.func
        for part in walk(node)
        if isinstance(part, ast.Call) and part.args
        if isinstance(part.args[0], ast.Name) and part.args[0].id == "self"
    ]
