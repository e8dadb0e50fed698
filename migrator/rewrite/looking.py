"""Looking: functions of a module that get a part of an edited request and do more than compute."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.rewrite.masking import Masked
from migrator.rewrite.syntax import Side
from migrator.rewrite.variables import Scopes, parts

_Calls = tuple[tuple[ast.Call, Scopes], ...]


def looking(side: Side) -> ast.Call | None:
    """A call that hands an edited expression to such a function on its way to the request."""
    sending = set(side.calls)
    for statement, scopes in side.statements(side.tree.body, ()):
        if not side.near(statement, side.request_lines):
            continue
        for child, inner in parts(statement, scopes):
            if isinstance(child, ast.stmt):
                continue
            for calls in _ways(child, inner, ()):
                for call, around in reversed(calls):
                    if call in sending:
                        break
                    if side.purity.does_more_than_compute(call, around):
                        return call
    return None


def _ways(node: ast.AST, scopes: Scopes, calls: _Calls) -> Iterator[_Calls]:
    """The calls around each edited expression in `node`, outermost first."""
    if isinstance(node, Masked):
        yield calls
        return
    if isinstance(node, ast.Call):
        calls = (*calls, (node, scopes))
    for child, inner in parts(node, scopes):
        yield from _ways(child, inner, calls)
