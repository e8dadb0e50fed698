"""Spread calls: the arguments of a call on one line, an argument a line, as one of them grows."""

from __future__ import annotations

import ast
import re
from itertools import pairwise

from migrator.rewrite.source import Source

Cut = tuple[int, int, str]
_COMMA = re.compile(r"[ \t]*,[ \t]*")
_END = re.compile(r"[ \t]*,?[ \t]*")


def call_to_spread(source: Source, argument: ast.expr) -> ast.Call | None:
    """The call that stands on one line with `argument` among several, where it can be spread."""
    parent = source.parents[argument]
    call = source.parents[parent] if isinstance(parent, ast.keyword) else parent
    if not isinstance(call, ast.Call) or call.func is argument or call.lineno != call.end_lineno:
        return None
    return call if len(_arguments(call)) > 1 and cuts_of(source, call) else None


def cuts_of(source: Source, call: ast.Call) -> list[Cut]:
    """What is put between the arguments; nothing where more than commas stands there."""
    text, outer = source.text, source.indentation(source.start(call))
    inner = f"{source.newline}{outer}{source.indent}"
    opened = text.find("(", source.end(call.func)) + 1
    closed = source.end(call) - 1
    places = sorted((_start(source, each), source.end(_value(each))) for each in _arguments(call))
    gaps = [(end, start) for (_, end), (start, _) in pairwise(places)]
    plain = (
        not text[opened : places[0][0]].strip()
        and all(_COMMA.fullmatch(text, *gap) for gap in gaps)
        and _END.fullmatch(text, places[-1][1], closed)
    )
    if not plain:
        return []
    return [
        (opened, places[0][0], inner),
        *((end, start, f",{inner}") for end, start in gaps),
        (places[-1][1], closed, f",{source.newline}{outer}"),
    ]


def _arguments(call: ast.Call) -> list[ast.expr | ast.keyword]:
    return [*call.args, *call.keywords]


def _value(argument: ast.expr | ast.keyword) -> ast.expr:
    return argument.value if isinstance(argument, ast.keyword) else argument


def _start(source: Source, argument: ast.expr | ast.keyword) -> int:
    return source.offset(argument.lineno, argument.col_offset)
