"""Sent: what is known of a request that a call puts on the wire."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from migrator.model.values import PerRequest, Value

if TYPE_CHECKING:
    import ast

    from migrator.model.sites import Encoding
    from migrator.read.module import ModuleSource
    from migrator.read.origins import Chain, Trail


@dataclass(frozen=True, slots=True)
class Sent:
    """One request as the code sends it.

    The trails lead to where the URL and the dict were written, None when that isn't known.
    `doubts` say what else might change the request, `obstacles` why it can't be edited, in words.
    It is `uncertain` when other code may be what runs in place of the code that sends it.
    What it sends may be written in a `partial` that is made in the call.
    """

    node: ast.Call
    chain: Chain
    module: ModuleSource
    library: str
    method: Value
    url: Value
    url_trail: Trail | None = field(compare=False)
    body: Value
    body_trail: Trail | None = field(compare=False)
    encoding: Encoding
    headers: Value
    base_url: Value
    doubts: tuple[str, ...]
    obstacles: tuple[str, ...] = ()
    uncertain: bool = False
    partial: ast.Call | None = None

    def joined(self, other: Sent) -> Sent:
        """The same call seen in another state: what differs is not known."""
        if self == other:
            return self
        why = "the call is reached with different values"

        def same(one: Value, two: Value, text: str) -> Value:
            return one if one == two else PerRequest(text, why)

        return replace(
            other,
            url_trail=_same_trail(self.url_trail, other.url_trail),
            body_trail=_same_trail(self.body_trail, other.body_trail),
            method=same(self.method, other.method, "method"),
            url=same(self.url, other.url, "url"),
            body=same(self.body, other.body, "body"),
            headers=same(self.headers, other.headers, "headers"),
            base_url=same(self.base_url, other.base_url, "base_url"),
            doubts=tuple(dict.fromkeys((*self.doubts, *other.doubts))),
            uncertain=self.uncertain or other.uncertain,
        )


def _same_trail(one: Trail | None, other: Trail | None) -> Trail | None:
    """A trail, unless the same call was reached along another one."""
    if one is None or other is None or one.spot.node is not other.spot.node:
        return None
    return other
