"""URL objects of yarl and httpx: what their operators and methods make of them."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from migrator.model.values import Known, PerRequest, Text, Value
from migrator.read.abstract import Abstract, UrlText
from migrator.read.expressions import plain
from migrator.read.strings import joined_url, text_of

if TYPE_CHECKING:
    from migrator.read.arguments import Arguments
    from migrator.read.frame import Frame


def divided(url: UrlText, node: ast.BinOp, part: Abstract, frame: Frame) -> Abstract:
    """`url / part`, which appends to the path."""
    return _appended(url, [plain(part, node.right, frame)]) or frame.unknown(
        node, "the URL it makes isn't known"
    )


def call_method(
    url: UrlText, name: str, node: ast.Call, arguments: Arguments, frame: Frame
) -> Abstract:
    """What a method of a URL gives."""
    given = [
        plain(value, part, frame)
        for value, part in zip(arguments.positional, node.args, strict=False)
    ]
    made: UrlText | None = None
    if arguments.unclear:
        given = []
    match name, given, dict(arguments.named):
        case "joinpath", [*parts], {**rest} if parts and not rest:
            made = _appended(url, parts) if url.library == "yarl" else None
        case "join", [other], {**rest} if not rest:
            joined = joined_url(url.value, other) if not isinstance(other, PerRequest) else None
            made = UrlText(joined, url.library) if joined is not None else None
        case "with_path", [path], {**rest} if not rest and url.library == "yarl":
            made = _with_path(url, path)
        case "copy_with", [], {"path": path, **rest} if not rest and url.library == "httpx":
            made = _with_path(url, plain(path, node, frame))
        case "human_repr", [], {}:
            return frame.unknown(node, "how the URL is shown isn't known")
    return made or frame.unknown(node, "the URL it makes isn't known")


def _appended(url: UrlText, parts: list[Value]) -> UrlText | None:
    if url.library != "yarl" or not _is_bare(url.value):
        return None
    value = _without_slash(url.value)
    for part in parts:
        if not isinstance(part, Known) or not isinstance(part.value, str):
            return None
        if part.value.startswith("/") or {"?", "#", "%", ".."} & {*part.value, part.value}:
            return None
        value = text_of([value, "/", part.value])
    return UrlText(value, url.library)


def _with_path(url: UrlText, path: Value) -> UrlText | None:
    match url.value, path:
        case Known(value=str(start)), Known(value=str(end)) if end.startswith("/"):
            parts = urlsplit(start)
            if {"?", "#", "%"} & {*start, *end}:
                return None
            return UrlText(Known(f"{parts.scheme}://{parts.netloc}{end}"), url.library)
    return None


def _is_bare(value: Value) -> bool:
    """Whether a URL surely has neither query nor fragment, as far as it is written here."""
    match value:
        case Known(value=str(text)):
            return not {"?", "#", "%"} & {*text}
        case Text(parts=parts):
            return not any({"?", "#", "%"} & {*part} for part in parts if isinstance(part, str))
    return True


def _without_slash(value: Value) -> Value:
    match value:
        case Known(value=str(text)):
            return Known(text.rstrip("/"))
        case Text(parts=(*before, str(end))):
            return text_of([*before, end.rstrip("/")])
    return value
