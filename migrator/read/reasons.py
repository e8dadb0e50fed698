"""Reasons: why a parameter isn't known, which is learnt when its function has been read already.

Until then a mark stands in the text, so that nothing has to be read again only to say why.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from migrator.model.values import FromEnv, Known, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from migrator.read.abstract import FunctionNode

Told = TypeVar("Told")
_MARK = re.compile("\0([^\0]*)\0")
_PLAIN = (Known, FromEnv, Span, int, float)


def mark(function: FunctionNode, parameter: str) -> str:
    """What stands for the reason why a parameter of a function isn't known."""
    return f"\0{key(function, parameter)}\0"


def key(function: FunctionNode, parameter: str) -> str:
    """What tells one parameter from all others."""
    return f"{id(function)}:{parameter}"


def told(thing: Told, reasons: Mapping[str, str]) -> Told:
    """The same value, text or finding with the reasons, by key, in place of their marks."""
    found = _told(thing, reasons)
    assert isinstance(found, type(thing))
    return found


def _told(thing: object, reasons: Mapping[str, str]) -> object:
    if isinstance(thing, str):
        return _in_text(thing, reasons) if "\0" in thing else thing
    if thing is None or isinstance(thing, _PLAIN):
        return thing
    if isinstance(thing, tuple):
        parts = tuple(_told(part, reasons) for part in thing)
        same = all(new is old for new, old in zip(parts, thing, strict=True))
        return thing if same else parts
    if not is_dataclass(thing) or isinstance(thing, type):
        return thing
    changed = {}
    for field in fields(thing):
        old = getattr(thing, field.name)
        new = _told(old, reasons)
        if new is not old:
            changed[field.name] = new
    return replace(thing, **changed) if changed else thing


def _in_text(text: str, reasons: Mapping[str, str]) -> str:
    def reason(found: re.Match[str]) -> str:
        why = reasons.get(found[1], "")
        return f", {why}" if why else ""

    return _MARK.sub(reason, text)
