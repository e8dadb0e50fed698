"""Assignments: names, attributes and items set, changed in place or deleted."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from migrator.model.values import Known, PerRequest
from migrator.read.abstract import (
    Abstract,
    AnyOf,
    ClassRef,
    ClientRef,
    DictRef,
    HeapClient,
    InstanceRef,
    ListRef,
    ModuleRef,
    is_code,
)
from migrator.read.choices import blurred
from migrator.read.dicts import merge, put, spreads
from migrator.read.expressions import plain
from migrator.read.heap import objects_of
from migrator.read.strings import is_text, text_of

if TYPE_CHECKING:
    from migrator.read.abstract import ObjectId
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

_HARMLESS_SETTINGS = frozenset(
    {"verify", "timeout", "cert", "proxies", "trust_env", "max_redirects", "cookies", "auth"}
)
Assignment: TypeAlias = ast.Assign | ast.AnnAssign | ast.AugAssign | ast.Delete


def run(reader: Reader, node: Assignment, frame: Frame) -> None:
    """Run one assignment or deletion."""
    match node:
        case ast.Assign(targets=targets, value=value):
            result = reader.evaluate(value, frame)
            for target in targets:
                assign(reader, target, result, frame)
        case ast.AnnAssign(target=target, value=value):
            if value is not None:
                assign(reader, target, reader.evaluate(value, frame), frame)
        case ast.AugAssign():
            _augmented(reader, node, frame)
        case ast.Delete(targets=targets):
            for target in targets:
                _delete(reader, target, frame)


def assign(reader: Reader, target: ast.expr, value: Abstract, frame: Frame) -> None:
    """Let `target` stand for `value`."""
    match target:
        case ast.Name(id=name):
            assign_name(reader, name, value, frame)
        case ast.Subscript():
            _assign_item(reader, target, value, frame)
        case ast.Attribute():
            _assign_attribute(reader, target, value, frame)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            _unpack(reader, elements, value, frame)
        case ast.Starred(value=inner):
            assign(reader, inner, value, frame)


def assign_name(reader: Reader, name: str, value: Abstract, frame: Frame) -> None:
    """Let a name of the frame's scope stand for `value`."""
    if frame.at_module_level:
        if name in frame.exposed and frame.state.names.get(name) != value:
            why = f"{name} is assigned again after other code ran"
            reader.program.reassigned.setdefault((frame.module.path, name), why)
        frame.state.names[name] = value
        return
    if frame.class_body or (
        frame.function is not None and name in frame.module.local_names(frame.function)
    ):
        frame.state.names[name] = value
        if frame.function is not None and name in frame.module.loosely_held(frame.function):
            reader.hold_loosely(value, frame)
        return
    reader.spoil(value, f"it is kept in {name}, which other code can reach", frame)
    if name not in frame.closure:
        reader.program.taint(frame.module.path, name, f"{name} is assigned in a function")


def _unpack(reader: Reader, elements: list[ast.expr], value: Abstract, frame: Frame) -> None:
    items: list[Abstract] | None = None
    if isinstance(value, ListRef):
        held = frame.state.list_of(value)
        if held.unknown is None and len(held.items) == len(elements):
            items = list(held.items)
    if items is None or any(isinstance(part, ast.Starred) for part in elements):
        why = value.why if isinstance(value, PerRequest) else "it is unpacked"
        for element in elements:
            assign(reader, element, reader.member(value, element, why, frame), frame)
        return
    for element, item in zip(elements, items, strict=True):
        assign(reader, element, item, frame)


def _assign_item(reader: Reader, target: ast.Subscript, value: Abstract, frame: Frame) -> None:
    owner = reader.evaluate(target.value, frame)
    index = reader.evaluate(target.slice, frame)
    match owner, index:
        case DictRef(), Known(value=str(key)):
            reader.changed(owner, frame)
            held = frame.state.dict_to_change(owner)
            put(held, key, value)
            if held.is_reached_elsewhere:
                reader.keep(value, frame)
        case _:
            clients: frozenset[ObjectId] = frozenset()
            if isinstance(target.value, ast.Attribute):
                holder = reader.evaluate(target.value.value, frame)
                reader.doubt_request(holder, f"its {target.value.attr} is changed")
                clients = _clients_set(owner, holder, target.value.attr, frame)
                if clients:
                    owner = holder.unknown if isinstance(holder, AnyOf) else Known(None)
            reader.changed_somehow(owner, "one of its items is set", frame, clients)
            reader.spoil(value, "it is kept where other code can reach it", frame)


def _clients_set(owner: Abstract, holder: Abstract, name: str, frame: Frame) -> frozenset[ObjectId]:
    """Clients whose headers, or what else goes with no body, are what an item is set of.

    Their headers aren't known from here on; nothing else of what they send changes.
    """
    clients = frozenset(objects_of(holder))
    known = frame.state.only_clients(holder) and not isinstance(owner, DictRef)
    if not known or name not in {"headers", "proxies", "cookies"}:
        return frozenset()
    for key in clients if name == "headers" else ():
        client = frame.state.client_to_change(ClientRef(key))
        if client is not None:
            client.headers = PerRequest(name, "one of its items is set")
    return clients


def _assign_attribute(reader: Reader, target: ast.Attribute, value: Abstract, frame: Frame) -> None:
    owner = reader.evaluate(target.value, frame)
    match owner:
        case InstanceRef():
            thing = frame.state.instance_to_change(owner)
            if thing is not None:
                thing.changes += 1
                thing.attributes[target.attr] = value
                if reader.instances.late.holds(owner, target.attr):
                    frame.state.capture([value])
                elif thing.foreign and getattr(frame.function, "name", "") != "__init__":
                    reader.keep(value, frame)
                else:
                    frame.state.share(value)
                return
        case ClientRef():
            reader.changed(owner, frame)
            client = frame.state.client_to_change(owner)
            if client is not None:
                _set_on_client(client, target.attr, value, frame, target)
                return
        case ModuleRef(path=path):
            reader.program.taint(path, target.attr, f"it is changed in {frame.module.path}")
        case ClassRef():
            reader.instances.taint(owner, target.attr, f"it is changed in {frame.module.path}")
    reader.doubt_request(owner, f"its {target.attr} is changed after it is made")
    reader.spoil(value, "it is kept where other code can reach it", frame)
    reader.changed_somehow(owner, f"its {target.attr} is set", frame)


def _set_on_client(
    client: HeapClient, name: str, value: Abstract, frame: Frame, target: ast.Attribute
) -> None:
    if name == "headers":
        client.headers = value
    elif name == "base_url":
        client.base_url = plain(value, target, frame)
    elif name not in _HARMLESS_SETTINGS or is_code(value):
        client.doubt = f"its {name} is set"


def _augmented(reader: Reader, node: ast.AugAssign, frame: Frame) -> None:
    load = _loaded(node.target)
    before = reader.evaluate(load, frame)
    match before, node.op:
        case DictRef(), ast.BitOr():
            parts = spreads(reader, node.value, frame)
            reader.changed(before, frame)
            merge(reader, frame.state.dict_to_change(before), parts, frame)
            return
        case ListRef(), ast.Add():
            added = reader.evaluate(node.value, frame)
            reader.changed(before, frame)
            held = frame.state.list_to_change(before)
            if isinstance(added, ListRef):
                source = frame.state.list_of(added)
                held.items.extend(source.items)
                held.unknown = held.unknown or source.unknown
            else:
                held.unknown = frame.unknown(node.value, "the items added aren't known")
            return
    value = reader.evaluate(node.value, frame)
    reader.changed_somehow(before, "it is changed in place", frame)
    if not is_text(before):
        reader.spoil(value, "it is added to something that other code may reach", frame)
    result: Abstract
    if isinstance(node.op, ast.Add) and is_text(before):
        result = text_of([plain(before, load, frame), plain(value, node.value, frame)])
    else:
        result = blurred((before,), PerRequest(frame.module.code(node), "it is computed"))
    assign(reader, node.target, result, frame)


@lru_cache(8192)
def _loaded(target: ast.Name | ast.Attribute | ast.Subscript) -> ast.expr:
    """What is set, as an expression of what it was before."""
    match target:
        case ast.Name(id=name):
            return ast.copy_location(ast.Name(name, ast.Load()), target)
        case ast.Attribute(value=owner, attr=name):
            return ast.copy_location(ast.Attribute(owner, name, ast.Load()), target)
    return ast.copy_location(ast.Subscript(target.value, target.slice, ast.Load()), target)


def _delete(reader: Reader, target: ast.expr, frame: Frame) -> None:
    match target:
        case ast.Name(id=name):
            assign_name(reader, name, PerRequest(name, "it is deleted"), frame)
        case ast.Subscript():
            owner = reader.evaluate(target.value, frame)
            index = reader.evaluate(target.slice, frame)
            match owner, index:
                case DictRef(), Known(value=str(key)):
                    reader.changed(owner, frame)
                    frame.state.dict_to_change(owner).slots.pop(key, None)
                case _:
                    reader.changed_somehow(owner, "one of its items is deleted", frame)
        case ast.Attribute():
            gone = PerRequest(frame.module.code(target), "it is deleted")
            _assign_attribute(reader, target, gone, frame)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            for element in elements:
                _delete(reader, element, frame)
