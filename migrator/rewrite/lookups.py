"""Lookups: one of the dicts in a table, as a body or as a part of one."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from migrator.rewrite.definitions import assigned_value
from migrator.rewrite.draft import shortened
from migrator.rewrite.edits import Refusal
from migrator.rewrite.keys import keys_of
from migrator.rewrite.names import is_load

if TYPE_CHECKING:
    from migrator.rewrite.bodies import Projection
    from migrator.rewrite.draft import Draft


@dataclass(frozen=True, slots=True)
class Lookup:
    """A table asked for a `key`; `held` are the keys of all the dicts that it has.

    `sure` are those that each of them has.
    """

    node: ast.expr
    key: ast.expr
    held: frozenset[str]
    sure: frozenset[str] = frozenset()


def lookup_in(draft: Draft, node: ast.expr) -> Lookup | None:
    """The lookup that an expression is, in a table of dicts that are written out."""
    match node:
        case ast.Name():
            return _item(draft, node)
        case ast.Subscript(slice=key) | ast.Call(func=ast.Attribute(attr="get"), args=[key, _]):
            held = keys_of(draft, node)
            return Lookup(node, key, frozenset(held)) if held is not None else None
    return None


def _item(draft: Draft, node: ast.Name) -> Lookup | None:
    """One of the dicts in a list that is written out, as the variable of a loop over it."""
    bound = [o for o in draft.names.occurrences[draft.names.variable(node)] if not is_load(o)]
    loop = draft.source.parents[bound[0]] if len(bound) == 1 else None
    if not isinstance(loop, ast.For) or loop.target is not bound[0]:
        return None
    listed: ast.expr | None = loop.iter
    if isinstance(listed, ast.Name):
        occurrences = draft.names.occurrences[draft.names.variable(listed)]
        stores = [o for o in occurrences if not is_load(o)]
        listed = assigned_value(draft, stores[0]) if len(stores) == 1 else None
    if not isinstance(listed, ast.List | ast.Tuple):
        return None
    found = [keys_of(draft, each) if isinstance(each, ast.Dict) else None for each in listed.elts]
    keys = [frozenset(each) for each in found if each is not None]
    if not keys or len(keys) < len(found):
        return None
    return Lookup(node, node, frozenset().union(*keys), keys[0].intersection(*keys))


def reduced(projection: Projection, lookup: Lookup, *, channel: bool) -> str | None:
    """What becomes of a dict that is looked up, None when nothing stays.

    Raises Refusal where some keys stay and others leave.
    """
    written = projection.source.slice(lookup.node)
    staying = [key for key in sorted(lookup.held) if not projection.leaves(key)]
    if projection.is_mixed(set(lookup.held)):
        if channel and lookup.sure.issuperset(staying) and not projection.drop_members:
            quote = projection.source.quote
            entries = [f"{quote}{key}{quote}: {written}[{quote}{key}{quote}]" for key in staying]
            return f"{{{', '.join([projection.entry(quote), *entries])}}}"
        raise Refusal(f"Only a part of `{shortened(written)}` stays, and it isn't written out.")
    entry = projection.entry(projection.source.quote)
    if not any(map(projection.leaves, lookup.held)):
        return f"{{{entry}, **{written}}}" if channel else written
    projection.draft.require_pure(lookup.key)
    return f"{{{entry}}}" if channel else None
