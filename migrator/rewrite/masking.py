"""Masking: the URL and body of each edited call are set aside before two trees are compared."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from migrator.model.values import Span

_Place = tuple[int, int, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Request:
    """What of a request stands in one file: its calls, and the expressions of its URL and body.

    The calls are the one that the request is told by and those that hand it on to the sending one.
    `is_returned` tells of a body that a function returns, which nothing but requests get.
    """

    calls: tuple[Span, ...]
    url: Span | None
    body: Span | None
    is_returned: bool = False


class Masked(ast.Name):
    """Stands for the URL or body of an edited call; `inner` is what stood there.

    `whole` is the name of the dict that the same request sent before the edit, if it is one.
    """

    inner: ast.expr
    whole: str = ""


def mask(tree: ast.Module, requests: Sequence[Request]) -> list[ast.Call]:
    """Replace URL and body of each request in `tree`; returns the calls that send them.

    Raises LookupError when a place holds no such expression.
    """
    masks = {place(s) for r in requests for s in (r.url, r.body) if s is not None}
    wanted = {place(call) for request in requests for call in request.calls}
    lines = {line for first, _, last, _ in (*masks, *wanted) for line in (first, last or first)}
    calls: dict[_Place, ast.Call] = {}
    found: set[_Place] = set()
    for node in _around(tree, lines):
        if isinstance(node, ast.Call) and place_of(node) in wanted:
            calls[place_of(node)] = node
        found |= _mask_children(node, masks)
    if found != masks or calls.keys() != wanted:
        raise LookupError("a call is not found at its place")
    return [calls[here] for here in sorted(calls)]


def _mask_children(node: ast.AST, masks: set[_Place]) -> set[_Place]:
    found: set[_Place] = set()
    for field, value in ast.iter_fields(node):
        for nth, child in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(child, Masked) or not isinstance(child, ast.expr):
                continue
            here = place_of(child)
            if here not in masks or here in found:
                continue
            found.add(here)
            masked = ast.copy_location(Masked(id="<request>", ctx=ast.Load()), child)
            masked.inner = child
            if isinstance(value, list):
                value[nth] = masked
            else:
                setattr(node, field, masked)
    return found


def _around(node: ast.AST, lines: set[int]) -> Iterator[ast.AST]:
    """Nodes that stand on one of the lines, at least in part, outermost first."""
    yield node
    for child in ast.iter_child_nodes(node):
        first = getattr(child, "lineno", None)
        if isinstance(child, Masked):
            continue
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            first = min([child.lineno, *(d.lineno for d in child.decorator_list)])
        last = getattr(child, "end_lineno", first)
        if first is None or any(first <= line <= (last or first) for line in lines):
            yield from _around(child, lines)


def place(span: Span) -> _Place:
    """Where a span is, as `place_of` has it."""
    return span.line, span.column, span.end_line, span.end_column


def place_of(node: ast.expr) -> _Place:
    """Where an expression stands in its file."""
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset


def link(old: ast.Module, new: ast.Module, requests: Sequence[tuple[Request, Request]]) -> None:
    """Tell each body in the new tree which name the same request sent in the old one."""
    before, after = _by_place(old), _by_place(new)
    for one, other in requests:
        if one.body is None or other.body is None:
            continue
        sent, sends = before.get(place(one.body)), after.get(place(other.body))
        if sent is not None and sends is not None and isinstance(sent.inner, ast.Name):
            sends.whole = sent.inner.id


def _by_place(tree: ast.Module) -> dict[_Place, Masked]:
    return {place_of(n): n for n in ast.walk(tree) if isinstance(n, Masked)}
