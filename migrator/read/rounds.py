"""Rounds: what a loop or comprehension runs over, item by item, where that is known."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.model.values import Condition, Known, PerRequest
from migrator.read.abstract import Abstract, DictRef, ExternalRef, ListRef
from migrator.read.asking import named_choice, nth_choice, scope_of
from migrator.read.choices import ITEM, one_of
from migrator.read.steadiness import Loop, loop_before

if TYPE_CHECKING:
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

_MAX_ITEMS = 64
_FEWEST = 2
_VIEWS = frozenset({"items", "keys", "values"})
_SNAPSHOTS = frozenset({"builtins.list", "builtins.tuple", "builtins.sorted"})


@dataclass(frozen=True, slots=True)
class Round:
    """One round: the item, or the two it is unpacked to, and when there is such a round."""

    values: tuple[Abstract, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Rounds:
    """All rounds in order. `rest` says why there may be more."""

    items: tuple[Round, ...]
    rest: PerRequest | None = None


def of_dict(
    reader: Reader, iterated: ast.expr, frame: Frame, *, twice: bool = False
) -> Rounds | None:
    """The rounds over a dict that a name holds, or over its `.items()`, `.keys()`, `.values()`.

    A `list(...)` around it makes no difference. None for everything else, of which nothing is
    evaluated unless it may be evaluated `twice`.
    """
    match iterated:
        case ast.Call(func=ast.Name() as function, args=[inner], keywords=[]):
            called = reader.evaluate(function, frame)
            if isinstance(called, ExternalRef) and called.name in _SNAPSHOTS:
                return of_dict(reader, inner, frame, twice=twice)
        case ast.Call(func=ast.Attribute(value=owner, attr=view), args=[], keywords=[]):
            if view == "copy":
                return of_dict(reader, owner, frame, twice=twice)
            if view in _VIEWS and (twice or _is_plain(owner)):
                return _rounds(reader.evaluate(owner, frame), view, frame)
        case ast.Name() | ast.Attribute() if _is_plain(iterated):
            return _rounds(reader.evaluate(iterated, frame), "keys", frame)
    return None


def of_list(value: Abstract, frame: Frame) -> Rounds | None:
    """The rounds over a list or tuple whose items are known."""
    if not isinstance(value, ListRef):
        return None
    held = frame.state.list_of(value)
    if held.unknown is not None or len(held.items) > _MAX_ITEMS:
        return None
    return Rounds(tuple(Round((item,)) for item in held.items))


def unpacked(
    target: ast.expr, values: tuple[Abstract, ...], frame: Frame
) -> dict[str, Abstract] | None:
    """The names of a target with what they stand for in a round."""
    match target, values:
        case ast.Name(id=name), (value,):
            return {name: value}
        case ast.Tuple(elts=targets), _ if all(isinstance(t, ast.Name) for t in targets):
            if len(values) == 1 and isinstance(values[0], ListRef):
                held = frame.state.list_of(values[0])
                if held.unknown is not None:
                    return None
                values = tuple(held.items)
            names = [t.id for t in targets if isinstance(t, ast.Name)]
            return dict(zip(names, values, strict=True)) if len(names) == len(values) else None
    return None


def each_of(reader: Reader, node: Loop, items: Abstract, frame: Frame) -> dict[str, Abstract]:
    """The names of a loop over constant texts, or over the entries of a table, in any round.

    Each may be any of the texts, and the others what goes with that. Empty for other loops.
    """
    over = of_list(items, frame) or of_dict(reader, node.iter, frame)
    if over is None or over.rest is not None or isinstance(node, ast.AsyncFor):
        return {}
    found = [unpacked(node.target, each.values, frame) for each in over.items if not each.when]
    names = [each for each in found if each]
    if len(names) < len(over.items) or len(names) < _FEWEST:
        return {}
    first, *others = names[0]
    before = loop_before(node, first, frame)
    bound = ((first, f"{first} {before}"),) if before else ()
    if not others and all(isinstance(each[first], DictRef) for each in names):
        unknown = PerRequest(first, ITEM, nth=before)
        items_told = nth_choice(first, len(names), scope_of(frame), bound)
        told = [(when, each[first]) for when, each in zip(items_told, names, strict=True)]
        return {first: one_of(told, unknown)}
    keys = [value.value for each in names if isinstance(value := each[first], Known)]
    texts = [key for key in keys if isinstance(key, str)]
    if len(set(texts)) < len(over.items):
        return {}
    choice = named_choice(first, texts, scope_of(frame), bound)
    why = ITEM
    held: dict[str, Abstract] = {first: PerRequest(first, why, nth=before, choice=choice)}
    for name in others:
        cases = [(case.when, each[name]) for case, each in zip(choice.cases, names, strict=True)]
        held[name] = one_of(cases, PerRequest(name, why))
    return held


def _is_plain(node: ast.expr) -> bool:
    """Whether evaluating it twice is the same as once."""
    return all(
        isinstance(part, ast.Name | ast.Attribute | ast.expr_context) for part in walk(node)
    ) or isinstance(node, ast.Dict)


def _rounds(value: Abstract, view: str, frame: Frame) -> Rounds | None:
    if not isinstance(value, DictRef):
        return None
    held = frame.state.dict_of(value)
    if len(held.slots) > _MAX_ITEMS:
        return None
    rounds = []
    for key, slot in held.slots.items():
        values: tuple[Abstract, ...] = (Known(key), slot.value)
        if view != "items":
            values = values[:1] if view == "keys" else values[1:]
        rounds.append(Round(values, slot.when))
    return Rounds(tuple(rounds), held.rest)
