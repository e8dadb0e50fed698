"""Lookups: one of the dicts in a table, as a body or as a part of one."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from migrator.rewrite.draft import shortened
from migrator.rewrite.edits import Refusal
from migrator.rewrite.keys import keys_of

if TYPE_CHECKING:
    from migrator.rewrite.bodies import Projection
    from migrator.rewrite.draft import Draft


@dataclass(frozen=True, slots=True)
class Lookup:
    """A table asked for a `key`; `held` are the keys of all the dicts that it has."""

    node: ast.expr
    key: ast.expr
    held: frozenset[str]


def lookup_in(draft: Draft, node: ast.expr) -> Lookup | None:
    """The lookup that an expression is, in a table of dicts that are written out."""
    match node:
        case ast.Subscript(slice=key) | ast.Call(func=ast.Attribute(attr="get"), args=[key, _]):
            held = keys_of(draft, node)
            return Lookup(node, key, frozenset(held)) if held is not None else None
    return None


def reduced(projection: Projection, lookup: Lookup, *, channel: bool) -> str | None:
    """What becomes of a dict that is looked up, None when nothing stays.

    Raises Refusal where some keys stay and others leave.
    """
    written = projection.source.slice(lookup.node)
    if projection.is_mixed(set(lookup.held)):
        raise Refusal(f"Only a part of `{shortened(written)}` stays, and it isn't written out.")
    entry = projection.entry(projection.source.quote)
    if not any(map(projection.leaves, lookup.held)):
        return f"{{{entry}, **{written}}}" if channel else written
    projection.draft.require_pure(lookup.key)
    return f"{{{entry}}}" if channel else None
