"""Text as code builds it: f-strings, `+`, `%`, `.format`, `.join`, `urljoin`."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from migrator.model.values import FromEnv, Known, PerRequest, Text, Value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PERCENT = re.compile(r"%(?:\((?P<name>[^)]*)\))?(?P<kind>[%sdi])")


def text_of(parts: Sequence[str | Value]) -> Value:
    """The string that `parts` make when put one after the other."""
    flat: list[str | Value] = []
    for part in parts:
        for piece in _pieces(part):
            if isinstance(piece, str) and flat and isinstance(flat[-1], str):
                flat[-1] += piece
            elif piece != "":
                flat.append(piece)
    if not flat:
        return Known("")
    if len(flat) == 1 and isinstance(flat[0], str):
        return Known(flat[0])
    return Text(tuple(flat))


def _pieces(part: str | Value) -> Sequence[str | Value]:
    match part:
        case str():
            return (part,)
        case Text(parts=parts):
            return parts
        case Known(value=bool() | None as value):
            return (str(value),)
        case Known(value=str() | int() | float() as value):
            return (str(value),)
    return (part,)


def is_text(value: object) -> bool:
    """Whether `value` surely is a string."""
    match value:
        case Known(value=str()) | Text() | FromEnv(cast="str"):
            return True
    return False


def percent(template: str, values: Sequence[Value] | Mapping[str, Value]) -> Value | None:
    """`template % values`, or None where the template asks for more than plain text."""
    parts: list[str | Value] = []
    position, taken = 0, 0
    for match in _PERCENT.finditer(template):
        between = template[position : match.start()]
        if "%" in between:
            return None
        parts.append(between)
        position = match.end()
        if match["kind"] == "%":
            parts.append("%")
            continue
        name = match["name"]
        if isinstance(values, dict):
            value = values.get(name)
        else:
            value = values[taken] if name is None and taken < len(values) else None  # type: ignore[index]
            taken += 1
        if value is None:
            return None
        parts.append(value)
    if "%" in template[position:] or (not isinstance(values, dict) and taken != len(values)):
        return None
    return text_of([*parts, template[position:]])


def formatted(
    template: str, positional: Sequence[Value], named: Mapping[str, Value]
) -> Value | None:
    """`template.format(...)`, or None where it asks for more than plain text."""
    parts: list[str | Value] = []
    automatic = 0
    try:
        pieces = list(string.Formatter().parse(template))
    except ValueError:
        return None
    for literal, name, spec, conversion in pieces:
        parts.append(literal)
        if name is None:
            continue
        if spec or conversion:
            return None
        if name == "":
            name, automatic = str(automatic), automatic + 1
        if name.isdigit():
            value = positional[int(name)] if int(name) < len(positional) else None
        else:
            value = named.get(name)
        if value is None:
            return None
        parts.append(value)
    return text_of(parts)


def joined_url(base: Value, path: Value) -> Value | None:
    """`urljoin(base, path)` where `path` is known; an absolute path replaces the base's own.

    With an unknown base only its scheme and host matter to an absolute path, so the base stands
    for them.
    """
    match base, path:
        case Known(value=str(start)), Known(value=str(tail)):
            return Known(urljoin(start, tail))
        case _, Known(value=str(tail)) if tail.startswith("/") and not tail.startswith("//"):
            return text_of([_origin(base), tail])
        case _, Text(parts=(str(head), *_)) if head.startswith("/") and not head.startswith("//"):
            return text_of([_origin(base), path])
        case Text(parts=(*_, str(end))), Known(value=str(tail)) if end.endswith("/"):
            return text_of([base, tail]) if not tail.startswith(".") else None
    return None


def _origin(base: Value) -> Value:
    """What is known to come before the path of a URL."""
    match base:
        case Known(value=str(text)):
            parts = urlsplit(text)
            return Known(f"{parts.scheme}://{parts.netloc}")
        case Text(parts=(str(start), *rest)) if "://" in start:
            scheme, _, after = start.partition("://")
            host, slash, _ = after.partition("/")
            kept = Known(f"{scheme}://{host}")
            return kept if slash else text_of([kept, _origin(text_of(rest))])
        case Text(parts=parts):
            before: list[str | Value] = []
            for part in parts:
                if isinstance(part, str) and "/" in part:
                    return text_of([*before, part.partition("/")[0]])
                before.append(part)
    return base


def trailing_text(value: Value) -> str:
    """The known text at the end of a string, empty when its end isn't known."""
    match value:
        case Known(value=str(text)):
            return text
        case Text(parts=(*_, str(tail))):
            return tail
    return ""


def leading(value: Value) -> Value:
    """All of a string but the known text at its end."""
    match value:
        case Text(parts=(*before, str())):
            return text_of(before)
        case Known():
            return Known("")
    return value


def source_text(value: Value) -> str:
    """A string value for people: unknown parts as `{expression}`."""
    match value:
        case Known(value=inner):
            return str(inner)
        case FromEnv(name=name):
            return f"${{{name}}}"
        case Text(parts=parts):
            return "".join(p if isinstance(p, str) else source_text(p) for p in parts)
        case PerRequest(text=text):
            return f"{{{text}}}"
    return "{...}"
