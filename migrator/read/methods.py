"""Methods of dicts, lists and strings, and what they do to the objects they are called on."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.model.values import FromEnv, Known, PerRequest, Text, Value
from migrator.read import copies, dumping, tables, text_methods, url_objects
from migrator.read.abstract import (
    Abstract,
    AnyOf,
    ClientRef,
    DictRef,
    HeapDict,
    HeapList,
    InstanceRef,
    JsonText,
    ListRef,
    LoweredText,
    MethodRef,
    Secret,
    UrlText,
    is_code,
)
from migrator.read.choices import blurred, in_each
from migrator.read.dicts import Spread, merge, put
from migrator.read.expressions import as_text, plain
from migrator.read.strings import formatted

if TYPE_CHECKING:
    from migrator.read.arguments import Arguments
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

_READS = frozenset({"keys", "values", "items", "__contains__", "index", "count"})
_HARMLESS_CLIENT_METHODS = frozenset(
    {"close", "aclose", "mount", "get", "delete", "put", "patch", "head", "options"}
    | {"post", "request", "stream", "build_request", "send", "getresponse", "urlopen", "connect"}
)


def call_method(
    reader: Reader, target: MethodRef, node: ast.Call, arguments: Arguments, frame: Frame
) -> Abstract | None:
    """The result of a method call, or None when its effect isn't known."""
    if arguments.starred:
        return None
    match target.receiver:
        case DictRef() as ref:
            return _dict_method(reader, ref, target.name, node, arguments, frame)
        case ListRef() as ref:
            return _list_method(reader, ref, target.name, node, arguments, frame)
        case AnyOf() as some:
            if target.name == "get" and arguments.positional and not arguments.unclear:
                taken = _got(some, arguments, node, frame)
                if taken is not None:
                    return taken
            if target.name == "copy" and not arguments.positional:
                copied = copies.of_any(reader, some, node, frame)
                if copied is not None:
                    return copied
            if target.name in _READS | {"get", "copy"}:
                return reader.member(some, node, "it is held by one of several objects", frame)
            if target.name in {"close", "aclose"} and frame.state.only_clients(some):
                reader.others_ran(frame, f"{target.name}() may have changed it")
                return frame.unknown(node, "it is what a client returns when it is closed")
            return None
        case ClientRef() as ref:
            mounted = target.name == "mount" and any(map(is_code, arguments.values()))
            client = frame.state.client_to_change(ref) if mounted else None
            if client is not None:
                client.doubt = "an adapter of the program is mounted on it"
                reader.changed(ref, frame)
            if target.name in _HARMLESS_CLIENT_METHODS:
                return frame.unknown(node, "it is an answer of the server")
            return None
        case InstanceRef() as ref:
            return dumping.call_method(reader, ref, target.name, node, arguments, frame)
        case Secret(value=hidden):
            return hidden if target.name == "get_secret_value" else None
        case UrlText() as url:
            return url_objects.call_method(url, target.name, node, arguments, frame)
        case JsonText() as text:
            if target.name == "encode":
                return replace(text, is_bytes=True)
            return None
        case value:
            return _text_method(reader, value, target.name, node, arguments, frame)


def _dict_method(
    reader: Reader,
    ref: DictRef,
    name: str,
    node: ast.Call,
    arguments: Arguments,
    frame: Frame,
) -> Abstract | None:
    first = arguments.positional[0] if arguments.positional else None
    if name in _READS:
        return reader.member(ref, node, "it is a view of a dict", frame)
    if name == "copy":
        return reader.allocate_dict(node, frame.state.dict_of(ref).twin(), frame)
    if name == "get":
        return _get(reader, ref, first, node, arguments, frame)
    reader.changed(ref, frame)
    held = frame.state.dict_to_change(ref)
    if name == "update":
        before = frame.state.members(ref)
        for part, value in zip(node.args, arguments.positional, strict=True):
            merge(reader, held, [Spread(part, value)], frame)
        for keyword, (name, value) in zip(node.keywords, arguments.named.items(), strict=True):
            if keyword.arg is None:
                merge(reader, held, arguments.spreads[name], frame)
            else:
                put(held, keyword.arg, value)
        if held.is_reached_elsewhere:
            added = frame.state.members(ref) - before
            reader.keep(AnyOf(added, frame.unknown(node, "it is added to a dict")), frame)
        return Known(None)
    if isinstance(first, Known) and isinstance(first.value, str) and not arguments.unclear:
        return _keyed(reader, held, name, first.value, node, arguments, frame)
    if name == "clear":
        held.slots.clear()
        held.rest, held.others = None, ()
        return Known(None)
    return None


def _get(
    reader: Reader,
    ref: DictRef,
    key: Abstract | None,
    node: ast.Call,
    arguments: Arguments,
    frame: Frame,
) -> Abstract:
    held = frame.state.dict_of(ref)
    default = arguments.positional[1] if len(arguments.positional) > 1 else Known(None)
    match key:
        case Known(value=str(text)):
            slot = held.slots.get(text)
            if slot is not None and not slot.when:
                return slot.value
            if slot is None and held.rest is None:
                return default
            if slot is not None:
                unknown = frame.unknown(node, "whether the key is set isn't known")
                return blurred((slot.value, default), unknown)
    if key is not None and node.args:
        chosen = tables.item(ref, key, node, frame, written=node.args[0], default=default)
        if chosen is not None:
            return chosen
    why = "whether the key is set isn't known"
    return blurred((reader.member(ref, node, why, frame), default), frame.unknown(node, why))


def _got(some: AnyOf, arguments: Arguments, node: ast.Call, frame: Frame) -> Abstract | None:
    """`.get(key)` of one of several dicts."""
    key = arguments.positional[0]
    if not isinstance(key, Known) or not isinstance(key.value, str):
        return None
    name = key.value
    default = arguments.positional[1] if len(arguments.positional) > 1 else Known(None)

    def take(ref: DictRef) -> Abstract | None:
        held = frame.state.dict_of(ref)
        slot = held.slots.get(name)
        if slot is None:
            return default if held.rest is None else None
        return slot.value if not slot.when else None

    return in_each(some, take, frame.unknown(node, some.unknown.why))


def _keyed(
    reader: Reader,
    held: HeapDict,
    name: str,
    key: str,
    node: ast.Call,
    arguments: Arguments,
    frame: Frame,
) -> Abstract | None:
    slot = held.slots.get(key)
    given = arguments.positional[1] if len(arguments.positional) > 1 else None
    if name == "setdefault":
        default = given if given is not None else Known(None)
        if held.is_reached_elsewhere:
            reader.keep(default, frame)
        if slot is None and held.rest is None:
            put(held, key, default)
            return default
        if slot is not None and not slot.when:
            return slot.value
        values = (default,) if slot is None else (default, slot.value)
        put(held, key, blurred(values, PerRequest(key, "whether it was set before isn't known")))
        return held.slots[key].value
    if name == "pop":
        if slot is not None:
            del held.slots[key]
            if not slot.when:
                return slot.value
        if held.rest is not None:
            return frame.unknown(node, held.rest.why)
        if slot is None and given is not None:
            return given
        left = (slot.value if slot is not None else None, given)
        held_before = tuple(value for value in left if value is not None)
        return blurred(held_before, frame.unknown(node, "whether the key is set isn't known"))
    return None


def _list_method(
    reader: Reader,
    ref: ListRef,
    name: str,
    node: ast.Call,
    arguments: Arguments,
    frame: Frame,
) -> Abstract | None:
    if name in _READS:
        return reader.member(ref, node, "it is computed from a list", frame)
    if name == "copy":
        return reader.allocate_list(node, frame.state.list_of(ref).twin(), frame)
    reader.changed(ref, frame)
    held = frame.state.list_to_change(ref)
    match name, arguments.positional:
        case "append", (item,):
            held.items.append(item)
            if held.is_reached_elsewhere:
                reader.keep(item, frame)
            return Known(None)
        case "extend", (ListRef() as other,):
            source = frame.state.list_of(other)
            held.items.extend(source.items)
            held.unknown = held.unknown or source.unknown
            if held.is_reached_elsewhere:
                reader.keep(other, frame)
            return Known(None)
    return None


def _text_method(
    reader: Reader, value: Value, name: str, node: ast.Call, arguments: Arguments, frame: Frame
) -> Abstract | None:
    shown = as_text if name == "format" else plain
    given = [
        shown(argument, part, frame)
        for argument, part in zip(arguments.positional, node.args, strict=False)
    ]
    match value, name, given:
        case Known(value=str(template)), "format", _ if not arguments.unclear:
            named = {
                keyword.arg: as_text(arguments.named[keyword.arg], keyword.value, frame)
                for keyword in node.keywords
                if keyword.arg is not None
            }
            return formatted(template, given, named) or frame.unknown(
                node, "its format isn't plain"
            )
        case Known(value=str(separator)), "join", _ if len(arguments.positional) == 1:
            items = _texts(arguments.positional[0], node, frame)
            if items is not None:
                return text_methods.joined(separator, items)
        case Known(value=str(text)), _, _ if not arguments.unclear and not arguments.named:
            result = text_methods.applied(text, name, given)
            if isinstance(result, list):
                parts: list[Abstract] = [Known(part) for part in result]
                return reader.allocate_list(node, HeapList(parts), frame)
            if not isinstance(result, tuple):
                return Known(result)
        case Text(), "strip" | "lstrip" | "rstrip" | "removesuffix", _ if not arguments.unclear:
            trimmed = text_methods.trimmed(value, name, given)
            if trimmed is not None:
                return trimmed
    match value:
        case FromEnv(cast="str") if name == "lower" and not arguments.values():
            return LoweredText(value)
        case FromEnv() | Text() | Known():
            return frame.unknown(node, f"it is changed by .{name}()")
    return None


def _texts(value: Abstract, node: ast.Call, frame: Frame) -> list[Value] | None:
    """The items of a list of texts, where all of them are there."""
    if not isinstance(value, ListRef):
        return None
    held = frame.state.list_of(value)
    if held.unknown is not None:
        return None
    items = [plain(item, node.args[0], frame) for item in held.items]
    return (
        items if all(not isinstance(i, Known) or isinstance(i.value, str) for i in items) else None
    )
