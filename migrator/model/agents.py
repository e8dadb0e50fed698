"""Agents as definitions: bodies with holes that an environment fills.

A hole stands where a value goes: `{"$env": NAME}`, with `$default` and `$cast` where the code has
them; `{"$text": [...]}` joins strings and holes. Cast with `is`, a hole tells whether the text is one
of its `$among`; with `is_lower`, in lower case.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from migrator.model.json_types import Json, JsonObject, fingerprint
from migrator.model.values import Cast

ENV, DEFAULT, CAST, TEXT, AMONG = "$env", "$default", "$cast", "$text", "$among"
_TRUE = frozenset({"1", "true", "yes", "on"})
_FALSE = frozenset({"0", "false", "no", "off", ""})


class MissingValueError(ValueError):
    """A hole has no value. `names` are the environment names that need one."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        super().__init__(f"no value for {', '.join(names)}")


class BadValueError(ValueError):
    """An environment value can't be cast as the code casts it. `name` is the variable."""

    def __init__(self, name: str, cast: str) -> None:
        self.name, self.cast = name, cast
        super().__init__(f"the value of {name} is not a valid {cast}")


@dataclass(frozen=True, slots=True)
class AgentDefinition:
    """One agent to be, or that is: its key in every file, its name, body and channel configs.

    `body` is the POST body without its name; both it and `channels` may hold holes.
    `call_sites` are ids of the calls that open sessions through it.
    """

    key: str
    name: str
    body: JsonObject
    channels: Mapping[str, JsonObject] = field(default_factory=dict)
    call_sites: tuple[str, ...] = ()

    @property
    def environment(self) -> tuple[str, ...]:
        """Names of the environment variables its holes read, in order of appearance."""
        found = [*holes(self.body), *(n for c in self.channels.values() for n in holes(c))]
        return tuple(dict.fromkeys(found))

    @property
    def identity(self) -> str:
        """Fingerprint of body and channels with their holes: equal means one agent will do."""
        return fingerprint({"body": self.body, "channels": self.channels})


def holes(value: Json) -> Iterator[str]:
    """Names of the environment variables that `value` reads."""
    if isinstance(value, Mapping):
        name = value.get(ENV)
        if isinstance(name, str):
            yield name
            return
        for member in value.values():
            yield from holes(member)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from holes(item)


def fill(value: Json, environment: Mapping[str, str]) -> Json:
    """`value` with every hole filled from `environment`, else from the hole's default.

    Raises MissingValueError for all names without a value, BadValueError where a cast fails.
    """
    missing = sorted(set(_unfilled(value, environment)))
    if missing:
        raise MissingValueError(missing)
    return _filled(value, environment)


def fill_object(value: JsonObject, environment: Mapping[str, str]) -> dict[str, Json]:
    """`fill` for a whole body. Raises as `fill` does."""
    fill(value, environment)
    return {name: _filled(member, environment) for name, member in value.items()}


def _unfilled(value: Json, environment: Mapping[str, str]) -> Iterator[str]:
    if isinstance(value, Mapping):
        name = value.get(ENV)
        if isinstance(name, str):
            if name not in environment and DEFAULT not in value:
                yield name
            return
        for member in value.values():
            yield from _unfilled(member, environment)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from _unfilled(item, environment)


def _filled(value: Json, environment: Mapping[str, str]) -> Json:
    if isinstance(value, Mapping):
        name = value.get(ENV)
        if isinstance(name, str):
            cast = value.get(CAST, "str")
            if name in environment and cast in {"is", "is_lower"}:
                text = environment[name].lower() if cast == "is_lower" else environment[name]
                among = value.get(AMONG, ())
                return isinstance(among, Sequence) and text in list(among)
            if name in environment:
                return cast_text(name, environment[name], cast if isinstance(cast, str) else "str")
            return value[DEFAULT]
        parts = value.get(TEXT)
        if isinstance(parts, Sequence):
            return "".join(str(_filled(part, environment)) for part in parts)
        return {key: _filled(member, environment) for key, member in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_filled(item, environment) for item in value]
    return value


def cast_text(name: str, text: str, cast: Cast | str) -> Json:
    """The text of an environment variable as the code reads it.

    Raises BadValueError when the cast does.
    """
    try:
        match cast:
            case "int":
                return int(text)
            case "float":
                return float(text)
            case "json":
                loaded: Json = json.loads(text)
                return loaded
            case "bool":
                lowered = text.strip().lower()
                if lowered not in _TRUE | _FALSE:
                    raise ValueError(text)
                return lowered in _TRUE
            case _:
                return text
    except ValueError:
        raise BadValueError(name, cast) from None
