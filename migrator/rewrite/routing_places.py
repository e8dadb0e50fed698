"""Where a routed call's agent is chosen: right before the statement that takes the payload."""

from __future__ import annotations

import ast

from migrator.find.syntax import walk
from migrator.rewrite.edits import Refusal
from migrator.rewrite.source import Source

_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
_SIMPLE = (ast.Expr, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return, ast.Raise)


def statement_of(source: Source, payload: ast.expr) -> ast.stmt:
    """The statement that takes the payload, with a place for another one right before it.

    Raises Refusal where there is none, or where the statement may not take the payload.
    """
    node: ast.AST = payload
    while not isinstance(node, ast.stmt):
        parent = source.parents[node]
        if not _always_taken(node, parent):
            raise Refusal("It is sent from within an expression that may not come to it.")
        node = parent
    if isinstance(node, ast.If) and source.slice(node).startswith("elif"):
        raise Refusal("It is sent from an elif, which nothing can stand right before.")
    line = source.text[source.line_start(node.lineno) : source.start(node)]
    if line.strip() or _shares_its_line(source, node):
        raise Refusal("It shares its line with another statement.")
    around = source.parents[node]
    while isinstance(around, ast.stmt) and not isinstance(around, (*_FUNCTION, ast.ClassDef)):
        around = source.parents[around]
    if isinstance(around, ast.ClassDef):
        raise Refusal("It is sent while a class is made.")
    return node


def _shares_its_line(source: Source, statement: ast.stmt) -> bool:
    suite = source.suite(statement)
    at = suite.index(statement)
    before = suite[at - 1] if at else None
    return before is not None and before.end_lineno == statement.lineno


def _always_taken(node: ast.AST, parent: ast.AST) -> bool:
    """Whether what evaluates `parent` comes to `node` once, and to nothing of it before."""
    match parent:
        case ast.BoolOp(values=[first, *_]):
            return node is first
        case ast.Compare(left=left):
            return node is left
        case ast.IfExp(test=test):
            return node is test
        case ast.With(items=items) | ast.AsyncWith(items=items):
            return node is items[0]
        case ast.withitem(context_expr=expression):
            return node is expression
        case ast.If(test=test) | ast.Assert(test=test):
            return node is test
        case ast.For(iter=iterated) | ast.AsyncFor(iter=iterated):
            return node is iterated
        case ast.Match(subject=subject):
            return node is subject
        case ast.Assign(value=value) | ast.AugAssign(value=value) | ast.NamedExpr(value=value):
            return node is value
    fine = (ast.Call, ast.keyword, ast.Await, ast.Attribute, ast.Subscript, ast.Tuple, ast.List)
    return isinstance(parent, (*fine, *_SIMPLE, ast.Dict, ast.Starred, ast.BinOp, ast.UnaryOp))


def scope_of(source: Source, node: ast.AST) -> ast.AST:
    """The outermost function around a node, or the module."""
    found: ast.AST = source.tree
    while node in source.parents:
        node = source.parents[node]
        if isinstance(node, (*_FUNCTION, ast.Lambda)):
            found = node
    return found


def names_in(node: ast.AST) -> set[str]:
    """Every name that stands anywhere in a piece of code, attributes aside."""
    found: set[str] = set()
    for part in walk(node):
        match part:
            case ast.Name(id=name) | ast.arg(arg=name):
                found.add(name)
            case ast.alias(name=name, asname=asname):
                found.add(asname or name.partition(".")[0])
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                found.add(part.name)
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                found.update(names)
            case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
                found.add(name)
            case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
                found.add(name)
    return found
