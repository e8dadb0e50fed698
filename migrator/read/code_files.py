"""Code files: the Python files of a tree that run in production."""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrator.find.source import PYTHON_SUFFIXES
from migrator.read.trust import is_test

if TYPE_CHECKING:
    from migrator.find.tree import SourceTree


def code_holding(tree: SourceTree, *needles: bytes) -> list[str]:
    """Files of code that hold one of `needles`, in order; tests are left out."""
    paths = {path for needle in needles for path in tree.holding(needle)}
    return sorted(p for p in paths if p.endswith(PYTHON_SUFFIXES) and not is_test(p))
