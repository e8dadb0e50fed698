"""Calls of the routing module: read as what they return where no agent is known.

They return the per-session path, or the URL that they are given, and the payload as it is then, so
that a routed request is read as the one that it stands for.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.model.own_modules import FUNCTION, FUNCTIONS, is_ours
from migrator.model.values import Known
from migrator.read.abstract import Abstract, FunctionRef, HeapList
from migrator.read.copies import containers_copied, marker

if TYPE_CHECKING:
    from migrator.read.arguments import Arguments
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

_PLACES = 100


def returned(
    reader: Reader, target: FunctionRef, node: ast.Call, arguments: Arguments, frame: Frame
) -> Abstract | None:
    """The pair that `route` or `route_url` returns, None when the function is another one."""
    function = target.node
    if isinstance(function, ast.Lambda) or function.name not in FUNCTIONS:
        return None
    if not is_ours(reader.program.module(target.path).text):
        return None
    given = len(arguments.positional)
    if given not in {2, 3} or arguments.named or arguments.unclear:
        return None
    if given == 3 and function.name == FUNCTION:
        return None
    first, payload = arguments.positional[:2]
    if function.name == FUNCTION:
        channel = first.value if isinstance(first, Known) else None
        endpoints = reader.program.pack.endpoints
        path = next((each.path for each in endpoints if each.channel == channel), None)
        if path is None:
            return None
        first = Known(path)
    body = containers_copied(reader, payload, node, frame)
    pair = HeapList([first, body], span=frame.module.span(node))
    return reader.allocate_list(marker(node, _PLACES), pair, frame)
