"""What becomes of a block whose statements all go: its header goes too, or `pass` stands in."""

from __future__ import annotations

import ast
import re

from migrator.rewrite.draft import Draft

_BARE_ELSE = re.compile(r"[ \t]*else[ \t]*:[ \t]*(?:\r\n|\r|\n|$)")
_OPPOSITE: dict[type[ast.cmpop], str] = {
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
    ast.NotIn: "in",
}


def settle(draft: Draft) -> None:
    """Decide every block that the draft empties. Adds to the draft's removals."""
    source = draft.source
    pending = list(draft.removed)
    while pending:
        parent = source.parents[pending.pop()]
        if parent not in draft.removed and _goes_whole(draft, parent):
            assert isinstance(parent, ast.stmt)
            draft.removed.add(parent)
            pending.append(parent)
    for statement in list(draft.removed):
        parent = source.parents[statement]
        suite = source.suite(statement)
        kept = parent not in draft.removed and not isinstance(parent, ast.Module)
        emptied = draft.removed.issuperset(suite) and suite[0] not in draft.filled
        if kept and statement is suite[0] and emptied:
            _stand_in(draft, parent, suite)


def _goes_whole(draft: Draft, parent: ast.AST) -> bool:
    suites: list[ast.stmt]
    if isinstance(parent, ast.If):
        head, suites = parent.test, [*parent.body, *parent.orelse]
    elif isinstance(parent, ast.For):
        head, suites = parent.iter, [*parent.body, *parent.orelse]
    else:
        return False
    if draft.filled.intersection(suites):
        return False
    if not draft.removed.issuperset(suites) or not draft.is_pure(head):
        return False
    before = draft.source.text[draft.source.line_start(parent.lineno) : draft.source.start(parent)]
    return not before.strip()


def _stand_in(draft: Draft, parent: ast.AST, suite: list[ast.stmt]) -> None:
    if isinstance(parent, ast.If):
        if suite is parent.orelse:
            if not is_elif(draft, suite[0]):
                draft.emptied_else.add(suite[0])
            return
        if _can_invert(draft, parent):
            draft.inverted.add(parent)
            return
    draft.passed.add(suite[0])


def _can_invert(draft: Draft, node: ast.If) -> bool:
    if not node.orelse or draft.removed.issuperset(node.orelse) or is_elif(draft, node.orelse[0]):
        return False
    if is_elif(draft, node) or node.body[0].lineno == node.lineno:
        return False
    line = else_line(draft, node)
    return _BARE_ELSE.fullmatch(draft.source.lines[line - 1]) is not None


def is_elif(draft: Draft, statement: ast.stmt) -> bool:
    """Whether the statement is written `elif`."""
    return isinstance(statement, ast.If) and draft.source.slice(statement).startswith("elif")


def else_line(draft: Draft, node: ast.If) -> int:
    """The line (from 1) of the `else` of an `if` that has one."""
    first = (node.body[-1].end_lineno or node.lineno) + 1
    for line in range(first, node.orelse[0].lineno + 1):
        if draft.source.lines[line - 1].lstrip().startswith("else"):
            return line
    return node.orelse[0].lineno


def opposite(draft: Draft, test: ast.expr) -> str:
    """Source text of the negated condition, as a person would write it."""
    source = draft.source
    text = source.slice(test)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return source.slice(test.operand)
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and type(test.ops[0]) in _OPPOSITE:
        left, right = source.slice(test.left), source.slice(test.comparators[0])
        return f"{left} {_OPPOSITE[type(test.ops[0])]} {right}"
    if isinstance(test, ast.Name | ast.Attribute | ast.Call | ast.Subscript):
        return f"not {text}"
    return f"not ({text})"
