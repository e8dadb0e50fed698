"""Arguments of a call: what they stand for, and where each was written."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from migrator.model.values import Known, PerRequest
from migrator.read.abstract import (
    Abstract,
    DictRef,
    ListRef,
)
from migrator.read.choices import blurred
from migrator.read.dicts import Spread, spreads
from migrator.read.origins import Spot

if TYPE_CHECKING:
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

# What may be given to a request without changing where it goes and what it sends, but for headers.
_BESIDE_THE_BODY = frozenset(
    {"headers", "timeout", "verify", "cert", "proxies", "stream", "allow_redirects"}
    | {"follow_redirects", "ssl"}
)


@dataclass(frozen=True, slots=True)
class Arguments:
    """Evaluated arguments. `unclear` is set when `*` or `**` brings in ones that aren't known.

    `spots` and `named_spots` say where each was written, as far as that is known.
    """

    positional: tuple[Abstract, ...]
    named: dict[str, Abstract]
    unclear: bool
    starred: tuple[Abstract, ...] = ()
    spreads: dict[str, list[Spread]] = field(default_factory=dict)
    spots: tuple[Spot, ...] = ()
    named_spots: dict[str, Spot] = field(default_factory=dict)

    def values(self) -> tuple[Abstract, ...]:
        """All of them."""
        return (*self.positional, *self.named.values(), *self.starred)


def evaluated(reader: Reader, node: ast.Call, frame: Frame) -> Arguments:
    """The arguments of a call, evaluated in order."""
    here = frame.activation()
    positional: list[Abstract] = []
    starred: list[Abstract] = []
    spots: list[Spot] = []
    unclear = False
    for argument in node.args:
        if isinstance(argument, ast.Starred):
            starred.append(reader.evaluate(argument.value, frame))
            unclear = True
        else:
            positional.append(reader.evaluate(argument, frame))
            spots.append(Spot(argument, here, positional[-1]))
    named: dict[str, Abstract] = {}
    named_spots: dict[str, Spot] = {}
    bundles: dict[str, list[Spread]] = {}
    for keyword in node.keywords:
        if keyword.arg is None:
            parts = spreads(reader, keyword.value, frame)
            name = f"**{len(named)}"
            unknown = frame.unknown(keyword.value, "which keys it has isn't known")
            values = tuple(part.value for part in parts)
            named[name] = values[0] if len(parts) == 1 else blurred(values, unknown)
            bundles[name] = parts
            unclear = True
        else:
            named[keyword.arg] = reader.evaluate(keyword.value, frame)
            named_spots[keyword.arg] = Spot(keyword.value, here, named[keyword.arg])
    return Arguments(
        tuple(positional), named, unclear, tuple(starred), bundles, tuple(spots), named_spots
    )


def unpacked(arguments: Arguments, node: ast.Call, frame: Frame) -> Arguments:
    """The same arguments with `*` and `**` written out, where what they hold is known."""
    if not arguments.unclear:
        return arguments
    here = frame.activation()
    positional: list[Abstract] = []
    spots: list[Spot] = []
    plain, starred = iter(arguments.spots), iter(arguments.starred)
    for part in node.args:
        if not isinstance(part, ast.Starred):
            spot = next(plain)
            positional.append(spot.value)
            spots.append(spot)
            continue
        items = _items(next(starred), frame)
        if items is None:
            return arguments
        for position, item in enumerate(items):
            positional.append(item)
            spots.append(Spot(part.value, here, item, position))
    named: dict[str, Abstract] = {}
    named_spots: dict[str, Spot] = {}
    for name, value in arguments.named.items():
        pairs = [(name, value, arguments.named_spots.get(name))]
        if name in arguments.spreads:
            spread = arguments.spreads[name]
            members = _members(spread, frame) or _given_at_times(spread, frame)
            if members is None:
                return arguments
            pairs = [
                (key, member, Spot(spread[0].node, here, member, key))
                for key, member in members.items()
            ]
        for key, member, where in pairs:
            if key in named or where is None:
                return arguments
            named[key] = member
            named_spots[key] = where
    return replace(
        arguments,
        positional=tuple(positional),
        named=named,
        unclear=False,
        starred=(),
        spreads={},
        spots=tuple(spots),
        named_spots=named_spots,
    )


def _items(value: Abstract, frame: Frame) -> list[Abstract] | None:
    if not isinstance(value, ListRef):
        return None
    held = frame.state.list_of(value)
    return list(held.items) if held.unknown is None else None


def _members(parts: list[Spread], frame: Frame) -> dict[str, Abstract] | None:
    if len(parts) != 1 or parts[0].when or not isinstance(parts[0].value, DictRef):
        return None
    held = frame.state.dict_of(parts[0].value)
    if held.rest is not None or any(slot.when for slot in held.slots.values()):
        return None
    return {key: slot.value for key, slot in held.slots.items()}


def _given_at_times(parts: list[Spread], frame: Frame) -> dict[str, Abstract] | None:
    """What unpacked dicts may give, where no URL and no body are among it."""
    found: dict[str, Abstract] = {}
    for part in parts:
        held = frame.state.dict_of(part.value) if isinstance(part.value, DictRef) else None
        if held is None or held.rest is not None or not held.slots.keys() <= _BESIDE_THE_BODY:
            return None
        for key, slot in held.slots.items():
            always = not part.when and not slot.when and len(parts) == 1
            value = slot.value if always else PerRequest(key, "it is only given at times")
            found[key] = value
    return found


def is_nothing(value: Abstract | None, frame: Frame) -> bool:
    """Whether a request that is given this is the same as without."""
    if isinstance(value, DictRef):
        held = frame.state.dict_of(value)
        return not held.slots and held.rest is None
    return value == Known(None)
