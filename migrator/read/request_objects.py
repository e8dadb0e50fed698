"""Request objects: which client sends one, and whether that may make something else of it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.read import late_clients
from migrator.read.abstract import Abstract, AnyOf, ClientRef, HeapClient, MethodRef
from migrator.read.answers import names_of, whole_of
from migrator.read.echoes import scope_of
from migrator.read.module import last_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.read.frame import Frame
    from migrator.read.module import ModuleSource
    from migrator.read.program import Program
    from migrator.read.reader import Reader
    from migrator.read.sent import Sent

_LIBRARIES = frozenset({"httpx", "httpx2"})
_HARMLESS = frozenset({"stream", "follow_redirects"})


def note_sending(reader: Reader, target: Abstract, node: ast.Call, frame: Frame) -> None:
    """Keep whether a call of a `send` method goes to a client that sends what it is given."""
    if not isinstance(node.func, ast.Attribute) or node.func.attr != "send":
        return
    plain = _is_plain(target, frame) and {each.arg for each in node.keywords} <= _HARMLESS
    sends = reader.calls.plain_sends
    sends[node] = plain and sends.get(node, True)


def _is_plain(target: Abstract, frame: Frame) -> bool:
    receiver = target.receiver if isinstance(target, MethodRef) else None
    client = None
    if isinstance(receiver, ClientRef):
        held = frame.state.heap.get(receiver.id)
        client = held if isinstance(held, HeapClient) else None
    elif isinstance(receiver, AnyOf):
        client = late_clients.one_client(receiver, frame.state)
    return client is not None and client.library in _LIBRARIES and client.doubt is None


def changed_by_client(program: Program, module: ModuleSource, sent: Sent) -> str | None:
    """Why a request object may be sent as another one, None when it can't."""
    making = last_name(sent.node)
    if sent.library not in _LIBRARIES or making not in {"Request", "build_request"}:
        return None
    sends = list(_sends_of(module, sent.node))
    for call in sends:
        if not program.calls.plain_sends.get(call, False):
            return f"the client that sends it in line {call.lineno} may change it"
    # What a client builds is for that client.
    if not sends and making == "Request":
        return "which client sends it isn't known"
    return None


def _sends_of(module: ModuleSource, making: ast.Call) -> Iterator[ast.Call]:
    whole = whole_of(module, making)
    names = set(names_of(module, whole))
    for node in walk(scope_of(module, making)):
        match node:
            case ast.Call(func=ast.Attribute(attr="send"), args=[given, *_]):
                if given is whole or (isinstance(given, ast.Name) and given.id in names):
                    yield node
