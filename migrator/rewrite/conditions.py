"""Conditions in one spelling: `not a == b` and `a != b` decide alike."""

from __future__ import annotations

import ast

_FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.IsNot: ast.Is,
    ast.NotEq: ast.Eq,
    ast.NotIn: ast.In,
}


def normal(test: ast.expr, *, holds: bool) -> str:
    """A condition, or its opposite, spelled in one way."""
    while isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test, holds = test.operand, not holds
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and type(test.ops[0]) in _FLIPPED:
        positive = _FLIPPED[type(test.ops[0])]()
        test, holds = ast.Compare(test.left, [positive], test.comparators), not holds
    return f"{'' if holds else 'not '}{ast.dump(test)}"


def normal_text(text: str) -> str:
    """A condition given as source text in one spelling; text that is no condition stays."""
    try:
        return normal(ast.parse(text, mode="eval").body, holds=True)
    except SyntaxError:
        return text
