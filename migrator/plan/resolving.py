"""From values of the lattice to JSON with environment holes, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from migrator.model.agents import AMONG, CAST, DEFAULT, ENV, TEXT
from migrator.model.values import (
    Array,
    FromEnv,
    Known,
    OneOf,
    PerRequest,
    Record,
    Span,
    Text,
    Value,
)

if TYPE_CHECKING:
    from migrator.model.json_types import Json

_HOLES = frozenset({ENV, TEXT})
Reason: TypeAlias = "Varying | Conditional"


@dataclass(frozen=True, slots=True)
class Varying:
    """Decided per request, by this expression."""

    text: str
    why: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Conditional:
    """One of several values, or only there at times."""

    text: str
    count: int


class UnresolvedError(Exception):
    """A value has no JSON that holds for every session. `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(str(reason))


def to_json(value: Value) -> Json:
    """`value` as JSON with holes. Raises UnresolvedError."""
    match value:
        case Known(value=inner):
            if _looks_like_hole(inner):
                why = "it holds a key that stands for the environment in definitions"
                raise UnresolvedError(Varying("the value", why, value.span))
            return inner
        case FromEnv():
            return _hole(value)
        case Text(parts=parts):
            return _text(parts)
        case Array(items=items):
            return [to_json(item) for item in items]
        case Record(entries=entries, rest=rest):
            if rest is not None:
                raise UnresolvedError(Varying(rest.text, rest.why, rest.span))
            for entry in entries:
                if entry.when:
                    raise UnresolvedError(Conditional(entry.when[0].text, 2))
                if entry.key in _HOLES:
                    why = "it holds a key that stands for the environment in definitions"
                    raise UnresolvedError(Varying(entry.key, why, None))
            return {entry.key: to_json(entry.value) for entry in entries}
        case OneOf(cases=cases):
            raise UnresolvedError(Conditional(cases[0].when.text, len(cases)))
        case PerRequest(text=text, why=why, span=span):
            raise UnresolvedError(Varying(text, why, span))


def _looks_like_hole(value: Json) -> bool:
    if isinstance(value, Mapping):
        return any(key in _HOLES or _looks_like_hole(inner) for key, inner in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return any(_looks_like_hole(item) for item in value)
    return False


def _hole(value: FromEnv) -> Json:
    hole: dict[str, Json] = {ENV: value.name}
    if value.default is not None and value.default.value is not None:
        hole[DEFAULT] = value.default.value
    if value.cast != "str":
        hole[CAST] = value.cast
    if value.among:
        hole[AMONG] = list(value.among)
    return hole


def _text(parts: tuple[str | Value, ...]) -> Json:
    if len(parts) == 1 and isinstance(parts[0], FromEnv) and parts[0].cast == "str":
        return _hole(parts[0])
    filled: list[Json] = []
    for part in parts:
        if isinstance(part, str):
            filled.append(part)
        elif isinstance(part, FromEnv) and part.cast != "str":
            why = "a number from the environment is put into text"
            raise UnresolvedError(Varying(part.name, why, part.span))
        else:
            filled.append(to_json(part))
    return {TEXT: filled}
