"""Calls of the routing module: read as what they return where no agent is known.

They return the per-session path and the payload as it is then, so that a routed request is read as
the one that it stands for.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.model.own_modules import FUNCTION, is_ours
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
    """The pair that `route` returns, None when the function is another one."""
    function = target.node
    if isinstance(function, ast.Lambda) or function.name != FUNCTION:
        return None
    if not is_ours(reader.program.module(target.path).text):
        return None
    match arguments.positional:
        case (Known(value=channel), payload) if not arguments.named and not arguments.unclear:
            paths = {each.channel: each.path for each in reader.program.pack.endpoints}
            path = paths.get(channel) if isinstance(channel, str) else None
            if path is None:
                return None
            body = containers_copied(reader, payload, node, frame)
            pair = HeapList([Known(path), body], span=frame.module.span(node))
            return reader.allocate_list(marker(node, _PLACES), pair, frame)
    return None
