"""A call whose keywords are the body, reduced to those that stay."""

from __future__ import annotations

import ast
from collections.abc import Sequence

from migrator.rewrite.bodies import Projection
from migrator.rewrite.containers import split_call


def reduced_call(projection: Projection, node: ast.Call) -> str:
    """The call without the keywords that leave the body, and with the channel's.

    Keywords that the body doesn't hold are for the function itself, and stay. Raises Refusal.
    """
    container = split_call(projection.source.slice(node))
    without: set[int] = set()
    replaced: dict[int, Sequence[str]] = {}
    for index, keyword in enumerate(node.keywords, start=len(node.args)):
        if keyword.arg is None:
            entries = projection.spread(keyword.value, container.pieces[index].code)
            if entries is not None:
                replaced[index] = [e if e.startswith("**") else f"**{{{e}}}" for e in entries]
        elif projection.sent is None or keyword.arg in projection.sent:
            projection.named(index, keyword.arg, keyword.value, without, replaced)
    without |= {index for index, texts in replaced.items() if not texts}
    if not node.args:
        return container.rebuilt(without=without, replaced=replaced, first=[projection.keyword])
    last = len(node.args) - 1
    replaced[last] = [container.pieces[last].code, projection.keyword]
    return container.rebuilt(without=without, replaced=replaced)
