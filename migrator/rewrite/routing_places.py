"""Where a routed call's agent is chosen: right before the statement that takes the payload."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.find.syntax import walk
from migrator.model.values import Record, Value
from migrator.rewrite.derived import made_from
from migrator.rewrite.edits import Refusal
from migrator.rewrite.names import Names
from migrator.rewrite.purity import is_pure
from migrator.rewrite.source import Source

_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
_SIMPLE = (ast.Expr, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Return, ast.Raise)
_DOING = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)
# Library functions that only make what they are asked for.
_MAKING = frozenset(
    {"urljoin", "urllib.parse.urljoin", "parse.urljoin", "ClientTimeout", "aiohttp.ClientTimeout"}
    | {"httpx.Timeout", "Timeout", "httpx.Limits", "str", "float", "int"}
)


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


def check_order(
    source: Source,
    names: Names,
    body: Value,
    statement: ast.stmt,
    url: ast.expr,
    payload: ast.expr,
) -> None:
    """Raises Refusal where taking the payload before the rest of the statement may change it.

    `body` is what is known of the payload. What is known as a whole is read again after the edit,
    so only what isn't can be changed unseen.
    """
    if not _follows(source, statement, source.statement(url)):
        raise Refusal("Its URL is built before its payload is taken.")
    fixed = isinstance(body, Record) and body.rest is None
    named = isinstance(payload, ast.Name | ast.Attribute)
    for other in _other_calls(source, statement, payload):
        earlier = (other.lineno, other.col_offset) < (payload.lineno, payload.col_offset)
        if (fixed and (named or not earlier)) or _is_harmless(other, names):
            continue
        shown = " ".join(source.slice(other).split())
        raise Refusal(f"`{shown[:60]}` runs in the same statement and may change the payload.")


def check_carried(source: Source, statement: ast.stmt, call: ast.Call, payload: ast.expr) -> None:
    """Raises Refusal where something besides the request is made from the payload.

    That is a signature that is sent beside it, or the text that the payload becomes in a statement
    of its own.
    """
    scope = scope_of(source, statement)
    line = made_from(payload, call, scope)
    if line is not None:
        raise Refusal(f"Line {line} makes something from the payload that is sent beside it.")
    if source.statement(call) is statement:
        return
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]):
            uses = [node for node in walk(scope) if isinstance(node, ast.Name) and node.id == name]
            if len(uses) != 2:
                raise Refusal(f"`{name}` carries its payload and is used for something else too.")
        case _:
            raise Refusal("What carries its payload to the call is no plain variable.")


def scope_of(source: Source, node: ast.AST) -> ast.AST:
    """The outermost function around a node, or the module."""
    found: ast.AST = source.tree
    while node in source.parents:
        node = source.parents[node]
        if isinstance(node, (*_FUNCTION, ast.Lambda)):
            found = node
    return found


def _follows(source: Source, first: ast.stmt, other: ast.stmt) -> bool:
    """Whether `other` is the same statement or one that only runs after it."""
    if first is other:
        return True
    suite = source.suite(first)
    current: ast.AST = other
    while current not in suite:
        if isinstance(current, (*_FUNCTION, ast.ClassDef, ast.Lambda)):
            return False
        current = source.parents.get(current, source.tree)
        if current is source.tree:
            return False
    return isinstance(current, ast.stmt) and suite.index(current) > suite.index(first)


def _other_calls(source: Source, statement: ast.stmt, payload: ast.expr) -> Iterator[ast.expr]:
    """What the statement does besides taking the payload, and what isn't done with its answer."""
    outside = set(_around(source, payload, statement))
    inside = set(walk(payload))
    for part in _header(statement):
        for node in walk(part):
            if isinstance(node, _DOING) and node not in outside and node not in inside:
                yield node


def _is_harmless(node: ast.expr, names: Names) -> bool:
    """Whether evaluating it changes nothing."""
    if isinstance(node, ast.Call) and ast.unparse(node.func) in _MAKING:
        given = [*node.args, *(word.value for word in node.keywords)]
        return all(is_pure(each, names) for each in given)
    return is_pure(node, names)


def _around(source: Source, node: ast.AST, statement: ast.stmt) -> Iterator[ast.AST]:
    while node is not statement:
        yield node
        node = source.parents[node]


def _header(statement: ast.stmt) -> Iterator[ast.AST]:
    """What a statement evaluates itself, without the blocks that it holds."""
    for name, value in ast.iter_fields(statement):
        if name in {"body", "orelse", "finalbody", "handlers", "cases"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield child


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
