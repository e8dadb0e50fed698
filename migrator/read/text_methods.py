"""Methods of strings: known texts give known results, built texts keep what is known of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from migrator.model.values import Known, Text, Value
from migrator.read.strings import text_of

if TYPE_CHECKING:
    from migrator.model.json_types import Json

_Method: TypeAlias = Callable[..., "str | bool | int | list[str] | tuple[str, ...]"]
# Methods whose result depends on nothing but the text and the texts and numbers they are given.
_METHODS: dict[str, _Method] = {
    "strip": str.strip,
    "lstrip": str.lstrip,
    "rstrip": str.rstrip,
    "lower": str.lower,
    "upper": str.upper,
    "title": str.title,
    "capitalize": str.capitalize,
    "casefold": str.casefold,
    "swapcase": str.swapcase,
    "replace": str.replace,
    "removeprefix": str.removeprefix,
    "removesuffix": str.removesuffix,
    "startswith": str.startswith,
    "endswith": str.endswith,
    "split": str.split,
    "rsplit": str.rsplit,
    "splitlines": str.splitlines,
    "partition": str.partition,
    "rpartition": str.rpartition,
    "isdigit": str.isdigit,
    "isidentifier": str.isidentifier,
    "count": str.count,
}


def applied(text: str, name: str, given: Sequence[Value]) -> Json | tuple[()]:
    """What a method of a known text gives; an empty tuple when that isn't known."""
    method = _METHODS.get(name)
    known = [value.value for value in given if isinstance(value, Known)]
    if method is None or len(known) != len(given):
        return ()
    try:
        result = method(text, *known)
    except (TypeError, ValueError, OverflowError):
        return ()
    return list(result) if isinstance(result, tuple) else result


def trimmed(text: Text, name: str, given: Sequence[Value]) -> Value | None:
    """A built text without characters at its ends, where both the ends and those are known."""
    if name == "removesuffix":
        return _without_end(text, given)
    match given:
        case []:
            characters = None
        case [Known(value=str(characters))]:
            pass
        case _:
            return None
    parts = list(text.parts)
    if name in {"strip", "lstrip"}:
        first = parts[0]
        left = first.lstrip(characters) if isinstance(first, str) else ""
        if not left:
            return None
        parts[0] = left
    if name in {"strip", "rstrip"}:
        last = parts[-1]
        right = last.rstrip(characters) if isinstance(last, str) else ""
        if not right:
            return None
        parts[-1] = right
    return text_of(parts) if name in {"strip", "lstrip", "rstrip"} else None


def _without_end(text: Text, given: Sequence[Value]) -> Value | None:
    match given, text.parts:
        case [Known(value=str(end))], (*before, str(last)) if last.endswith(end):
            return text_of([*before, last.removesuffix(end)])
    return None


def joined(separator: str, items: Sequence[Value]) -> Value:
    """`separator.join(items)`."""
    parts: list[str | Value] = []
    for number, item in enumerate(items):
        parts += [separator, item] if number else [item]
    return text_of(parts)
