"""`functools.partial` of a function that sends requests: what it holds, and a call of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.read import clients
from migrator.read.abstract import Abstract, AnyOf, ClientRef, ExternalRef, MethodRef, PartialRef
from migrator.read.arguments import Arguments
from migrator.read.module import last_name

if TYPE_CHECKING:
    import ast

    from migrator.read.frame import Frame
    from migrator.read.reader import Reader


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
