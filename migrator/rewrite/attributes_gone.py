"""Attributes that an edit takes away: does anything look at them that the tree doesn't spell out?"""

from __future__ import annotations

import ast
from collections.abc import Callable

from migrator.find.syntax import walk

_LOOKING = ("__dict__", "vars", "__slots__", "__getstate__")


def seen_otherwise(
    tree: ast.Module, text: str, name: str, used_elsewhere: Callable[[str], bool]
) -> str | None:
    """What may read an attribute of that name, which no code reads by its name; None if nothing.

    `tree` and `text` are the file that set it.
    """
    for way in _LOOKING:
        if way in text or used_elsewhere(way):
            return f"code that looks at `{way}`"
    for node in walk(tree):
        if isinstance(node, ast.ClassDef) and _sets(node, name):
            bases = [base for base in node.bases if ast.unparse(base) != "object"]
            if bases or node.keywords or node.decorator_list:
                return f"what {node.name} inherits or is decorated with"
    return None


def _sets(node: ast.ClassDef, name: str) -> bool:
    return any(
        isinstance(part, ast.Attribute) and part.attr == name and isinstance(part.ctx, ast.Store)
        for part in walk(node)
    )
