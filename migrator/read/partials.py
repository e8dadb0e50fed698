"""`functools.partial` of a function that sends requests: what it holds, and a call of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.read import clients
from migrator.read.abstract import Abstract, AnyOf, ClientRef, ExternalRef, MethodRef, PartialRef
from migrator.read.arguments import Arguments
from migrator.read.module import last_name
from migrator.read.searches import Searches

if TYPE_CHECKING:
    import ast

    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

BODIES = frozenset({"body", "content", "data", "json"})


def made(reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame) -> Abstract | None:
    """What `partial(function, ...)` makes of a function that sends, None of any other."""
    del reader
    if not arguments.positional:
        return None
    function, *held = arguments.positional
    if not _sends(function, last_name(node.args[0])):
        return None
    place = f"{frame.module.path}:{node.lineno}"
    spots = dict(arguments.named_spots)
    return PartialRef(
        function,
        last_name(node.args[0]),
        tuple(held),
        dict(arguments.named),
        arguments.spots[1:],
        spots,
        place,
    )


def _sends(function: Abstract, name: str) -> bool:
    match function:
        case ExternalRef(name=dotted):
            return dotted in clients.SENDERS
        case MethodRef(receiver=ClientRef() | AnyOf(), name=method):
            return method in clients.GENERIC
    return False


def completed(held: PartialRef, arguments: Arguments) -> Arguments:
    """The arguments that the function gets when a partial of it is called with `arguments`."""
    return replace(
        arguments,
        positional=(*held.positional, *arguments.positional),
        named={**held.named, **arguments.named},
        spots=(*held.spots, *arguments.spots),
        named_spots={**held.named_spots, **arguments.named_spots},
    )


def is_plain(reader: Reader, held: PartialRef, call: ast.Call) -> bool:
    """Whether a partial holds neither URL nor body, and no code looks into it.

    What it holds then is a method, headers and the like, as they were given.
    """
    method = 1 if held.name == "request" else 0
    url_is_held = "url" in held.named or len(held.positional) > method
    if url_is_held or not BODIES.isdisjoint(held.named):
        return False
    name = last_name(call.func)
    return not name or not reader.program.ask(Searches.partial_looked_into, name)
