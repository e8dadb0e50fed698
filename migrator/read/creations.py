"""Attributes that a class's instances are made with, where a base of another package takes them."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from migrator.find.source import PYTHON_SUFFIXES
from migrator.find.syntax import walk
from migrator.read.class_uses import aliases_of, class_bases
from migrator.read.parsing import parsed
from migrator.read.trust import is_test

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.find.tree import SourceTree


class Creations:
    """Finds calls that may set an attribute of an instance: `Tool(host=...)`, `View.as_view(...)`."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree
        self._calls: dict[str, list[tuple[str, ast.Call]]] = {}

    def sets(self, cls: ast.ClassDef, name: str) -> str | None:
        """Where the tree makes an instance of `cls`, or of a class named so, with that attribute."""
        methods = {n.name: n for n in cls.body if isinstance(n, ast.FunctionDef)}
        initializer = methods.get("__init__")
        for path, call in self._of(cls.name):
            function = call.func
            if isinstance(function, ast.Attribute) and function.attr in methods:
                continue
            made = function if isinstance(function, ast.Name) else None
            if made is not None and initializer is not None and initializer.args.kwarg is None:
                continue
            if _may_set(call, name, initializer is not None):
                return f"{path}:{call.lineno} may set it"
        for call in _handed_up(cls):
            if any(keyword.arg in {name, None} for keyword in call.keywords):
                return f"line {call.lineno} may set it"
        return None

    def _of(self, name: str) -> list[tuple[str, ast.Call]]:
        """Calls of a class, of its own methods on the class, and of its subclasses."""
        known = self._calls.get(name)
        if known is None:
            known = self._calls[name] = []
            for path in self._tree.saying(name):
                if path.endswith(PYTHON_SUFFIXES) and not is_test(path):
                    tree = parsed(self._tree, path)
                    if tree is not None:
                        self._look(tree, path, name, known)
        return known

    def _look(
        self, tree: ast.Module, path: str, name: str, found: list[tuple[str, ast.Call]]
    ) -> None:
        names = aliases_of(name, tree)
        for node in walk(tree):
            if isinstance(node, ast.Call) and names & _words(node.func):
                found.append((path, node))
            elif isinstance(node, ast.ClassDef) and names & class_bases(node):
                found.extend(self._of(node.name))


def _may_set(call: ast.Call, name: str, takes_positions: bool) -> bool:
    if any(keyword.arg in {name, None} for keyword in call.keywords):
        return True
    return bool(call.args) and not takes_positions


def _handed_up(cls: ast.ClassDef) -> Iterator[ast.Call]:
    for node in walk(cls):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "super().__init__":
            yield node


def _words(function: ast.expr) -> set[str]:
    return set(re.findall(r"\w+", ast.unparse(function)))
