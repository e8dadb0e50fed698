"""Headers that a request object of `urllib` gets after it was made."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.model.values import Entry, Known, PerRequest, Record, Value
from migrator.read.expressions import plain

if TYPE_CHECKING:
    from migrator.read.arguments import Arguments
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

_ADDING = frozenset({"add_header", "add_unredirected_header"})


def note(reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame) -> None:
    """If the call adds a header to a request that was recorded, record that it has it."""
    match node.func:
        case ast.Attribute(value=ast.Name() as holder, attr=method) if method in _ADDING:
            made = reader.evaluate(holder, frame)
        case _:
            return
    if not isinstance(made, PerRequest) or made.span is None:
        return
    given = [plain(value, node, frame) for value in arguments.positional]
    for key, sent in reader.sent.items():
        if sent.library == "urllib" and sent.module.span(sent.node) == made.span:
            reader.sent[key] = replace(sent, headers=_with(sent.headers, given))


def _with(headers: Value, given: list[Value]) -> Value:
    match headers, given:
        case Record(entries=entries, rest=rest), [Known(value=str(name)), content]:
            others = [entry for entry in entries if entry.key.lower() != name.lower()]
            if len(others) != len(entries):
                content = PerRequest(name, "the header is set twice")
            return Record((*others, Entry(name, content)), rest)
        case Record(entries=entries), _:
            unknown = PerRequest("headers", "a header is added that isn't known")
            return Record(entries, unknown)
    return headers
