"""Binding: which parameter of a function takes which argument of a call."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from migrator.model.values import PerRequest
from migrator.read.abstract import Abstract, DictRef, FunctionRef, HeapDict, HeapList, Slot
from migrator.read.arguments import unpacked
from migrator.read.choices import blurred
from migrator.read.class_syntax import label
from migrator.read.dicts import all_of, merge, put
from migrator.read.origins import Activation, Given, Spot
from migrator.read.parameters import defaults_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from migrator.read.abstract import FunctionNode
    from migrator.read.arguments import Arguments
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader


@dataclass(frozen=True, slots=True)
class Bound:
    """What the parameters of a function that is called stand for, and where that was written."""

    names: dict[str, Abstract]
    given: dict[str, Given]


@dataclass(frozen=True, slots=True)
class _Unpacked:
    """Arguments that `node` brings in, not known which."""

    node: ast.expr
    here: Activation
    unknown: PerRequest

    def spot(self, name: str) -> Spot:
        """The one among them that a parameter takes."""
        return Spot(self.node, self.here, self.unknown, name)


@dataclass(slots=True)
class _Offer:
    """What a call gives by place, and by name; `items` and `keywords` may give more of either."""

    positional: list[tuple[Abstract, Spot | None]]
    named: dict[str, tuple[Slot, Spot | None]] = field(default_factory=dict)
    items: _Unpacked | None = None
    keywords: _Unpacked | None = None


def bind(
    reader: Reader, target: FunctionRef, node: ast.Call, arguments: Arguments, frame: Frame
) -> Bound | None:
    """Which parameter takes which argument, or None when they can't be matched.

    A parameter isn't known that may take one of unpacked arguments which aren't.
    """
    offer = _offered(reader, node, unpacked(arguments, node, frame), frame)
    if target.receiver is not None and not is_static(target.node):
        offer.positional.insert(0, (target.receiver, None))
    parameters = target.node.args
    positional = [*parameters.posonlyargs, *parameters.args]
    bound = Bound({}, {})
    for parameter, (value, spot) in zip(positional, offer.positional, strict=False):
        _take(bound, parameter.arg, value, spot)
    surplus = offer.positional[len(positional) :]
    by_name = {parameter.arg for parameter in (*parameters.args, *parameters.kwonlyargs)}
    bundle = {name: given for name, given in offer.named.items() if name not in by_name}
    twice = any(name in bound.names for name in offer.named.keys() & by_name)
    if twice or (surplus and not parameters.vararg) or (bundle and not parameters.kwarg):
        return None
    entering = replace(frame, chain=(*frame.chain, node))
    defaults = _defaults(reader, target, entering)
    in_order = {parameter.arg for parameter in positional}
    for parameter in (*positional, *parameters.kwonlyargs):
        name = parameter.arg
        if name in bound.names:
            continue
        further = [offer.items if name in in_order else None]
        further.append(offer.keywords if name in by_name else None)
        given = offer.named.get(name) if name in by_name else None
        if not _fill(bound, name, given, further, defaults.get(name)):
            return None
    if parameters.vararg is not None:
        _take_items(reader, bound, parameters.vararg, surplus, offer, entering)
    if parameters.kwarg is not None:
        _take_keywords(reader, bound, parameters.kwarg, bundle, offer, entering)
    return bound


def _take(bound: Bound, name: str, value: Abstract, spot: Spot | None) -> None:
    bound.names[name] = value
    if spot is not None:
        bound.given[name] = spot


def _fill(
    bound: Bound,
    name: str,
    given: tuple[Slot, Spot | None] | None,
    further: list[_Unpacked | None],
    default: Spot | None,
) -> bool:
    """Give a parameter what comes by its name, or its default; returns whether there is one."""
    unknown = next((each.spot(name) for each in further if each is not None), None)
    if given is not None and given[0].when:
        why = f"it is only given when {all_of(given[0].when).text}"
        _take(bound, name, blurred((given[0].value,), PerRequest(name, why)), given[1])
    elif given is not None:
        _take(bound, name, given[0].value, given[1])
    elif unknown is not None:
        _take(bound, name, unknown.value, unknown)
    elif default is not None:
        _take(bound, name, default.value, default)
    else:
        return False
    return True


def _take_items(
    reader: Reader,
    bound: Bound,
    parameter: ast.arg,
    surplus: list[tuple[Abstract, Spot | None]],
    offer: _Offer,
    entering: Frame,
) -> None:
    unknown = offer.items.unknown if offer.items is not None else None
    items = HeapList(items=[value for value, _ in surplus], unknown=unknown)
    bound.names[parameter.arg] = reader.allocate_list(parameter, items, entering)
    bound.given[parameter.arg] = {
        at: spot for at, (_, spot) in enumerate(surplus) if spot is not None
    }


def _take_keywords(
    reader: Reader,
    bound: Bound,
    parameter: ast.arg,
    bundle: dict[str, tuple[Slot, Spot | None]],
    offer: _Offer,
    entering: Frame,
) -> None:
    held = HeapDict(rest=offer.keywords.unknown if offer.keywords is not None else None)
    for name, (slot, _) in bundle.items():
        put(held, name, slot.value, slot.when)
    bound.names[parameter.arg] = reader.allocate_dict(parameter, held, entering)
    bound.given[parameter.arg] = {
        name: spot for name, (_, spot) in bundle.items() if spot is not None
    }


def _defaults(reader: Reader, target: FunctionRef, entering: Frame) -> Mapping[str, Spot]:
    """The defaults of a function's parameters."""
    signature = Activation(reader.program.module(target.path), None, entering.chain)
    return {
        parameter.arg: Spot(default, signature, default_value(reader, target, parameter.arg))
        for parameter, default in defaults_of(target.node.args)
    }


def default_value(reader: Reader, target: FunctionRef, name: str) -> Abstract:
    """What a parameter's default stands for; objects made once and shared are not known."""
    known = reader.program.defaults.get(target.node, {}).get(name)
    return known if known is not None else PerRequest(name, "its default isn't known")


def is_static(function: FunctionNode) -> bool:
    """Whether a method takes no receiver."""
    return any(label(d) == "staticmethod" for d in getattr(function, "decorator_list", []))


def _offered(reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame) -> _Offer:
    spots = arguments.spots or (None,) * len(arguments.positional)
    positional = list(zip(arguments.positional, spots, strict=True))
    named: dict[str, tuple[Slot, Spot | None]] = {
        name: (Slot(value), arguments.named_spots.get(name))
        for name, value in arguments.named.items()
        if name not in arguments.spreads
    }
    if not arguments.unclear:
        return _Offer(positional, named)
    before = list(takewhile(lambda part: not isinstance(part, ast.Starred), node.args))
    offer = _Offer(positional[: len(before)], named)
    why = f"it was passed to {frame.module.code(node.func)}()"
    if arguments.starred:
        behind = (value for value, _ in positional[len(before) :])
        for value in (*arguments.starred, *behind):
            reader.spoil(value, why, frame)
        first = node.args[len(before)]
        unknown = frame.unknown(first, "which items it has isn't known")
        offer.items = _Unpacked(first, frame.activation(), unknown)
    _unpack(reader, offer, arguments, why, frame)
    return offer


def _unpack(reader: Reader, offer: _Offer, arguments: Arguments, why: str, frame: Frame) -> None:
    """Add what `**` brings in: keys that are known, and whatever else may be among them."""
    here = frame.activation()
    for parts in arguments.spreads.values():
        for part in parts:
            if not isinstance(part.value, DictRef):
                reader.spoil(part.value, why, frame)
        held = HeapDict()
        merge(reader, held, parts, frame)
        for name, slot in held.slots.items():
            spot = Spot(parts[0].node, here, slot.value, name)
            offer.named.setdefault(name, (slot, spot))
        if held.rest is not None and offer.keywords is None:
            offer.keywords = _Unpacked(parts[0].node, here, held.rest)
