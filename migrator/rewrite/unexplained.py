"""Unexplained changes: what belongs to no edit, told so that people find it."""

from __future__ import annotations

from dataclasses import dataclass

from migrator.rewrite.asked import is_asking
from migrator.rewrite.items import Item, Kept, Token
from migrator.rewrite.skeleton import Skeleton


@dataclass(frozen=True, slots=True)
class Unexplained:
    """What changed and belongs to no edit, in a sentence, and the lines where, if that is known."""

    why: str
    old_line: int | None = None
    new_line: int | None = None


def told(old: Skeleton, new: Skeleton, one: Item | None, other: Item | None) -> str:
    """What differs between the first items that don't match, in a sentence."""
    for item, side in ((one, old), (other, new)):
        if isinstance(item, Token) and is_asking(item.text):
            line = f"line {item.line}, `{_shown(side, item)}`"
            return (
                f"what chooses the agent in {line}, would be asked at another time or not as often"
            )
    if isinstance(one, Token) and (other is None or not isinstance(other, Token)):
        if one.text.startswith("do "):
            return f"`{_shown(old, one)}` does something and would no longer run there"
        return f"what `{_shown(old, one)}` gives the request would be taken at another place"
    if isinstance(other, Token) and not isinstance(one, Token):
        if other.text.startswith("do "):
            return f"`{_shown(new, other)}` does something and would run anew"
        return f"what `{_shown(new, other)}` gives the request would be taken at another place"
    item, side = (other, new) if other is not None else (one, old)
    return f"line {line_of(item)} changed too: {_shown(side, item)}"


def _shown(side: Skeleton, item: Item | None) -> str:
    return side.side.lines[line_of(item) - 1].strip()[:80]


def line_of(item: Item | None) -> int:
    """The line on which an item begins, the first for none."""
    if isinstance(item, Kept):
        return item.node.lineno
    return item.line if item is not None else 1
