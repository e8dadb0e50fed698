"""Mentioned: the names that a piece of code spells."""

from __future__ import annotations

import ast
from functools import lru_cache

from migrator.find.syntax import walk

# Nodes of which facts are kept; trees live as long as a run.
_REMEMBERED = 16384


def names_mentioned(node: ast.AST) -> frozenset[str]:
    """Every name and attribute that code mentions, also one that `getattr` is given as text."""
    return frozenset(name for part in walk(node) if (name := _mentioned(part)) is not None)


def _mentioned(node: ast.AST) -> str | None:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return node.attr
    return asked_by_text(node)


def asked_by_text(node: ast.AST) -> str | None:
    """The attribute that `getattr` is asked for there."""
    if not isinstance(node, ast.Call):
        return None
    match node:
        case ast.Call(func=ast.Name(id="getattr"), args=[_, ast.Constant(value=str(name)), *_]):
            return name
    return None


@lru_cache(_REMEMBERED)
def names_in(node: ast.AST) -> frozenset[str]:
    """Every name that code mentions by itself, nested code too."""
    return frozenset([part.id for part in walk(node) if type(part) is ast.Name])
