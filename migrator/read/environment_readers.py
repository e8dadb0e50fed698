"""Libraries that read the environment: decouple, environs, django-environ, Starlette's Config.

To teach the reader another, add its functions to READERS, and the objects that have them as
methods to OBJECTS.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.model.values import Cast, FromEnv, Known
from migrator.read.abstract import Abstract, ExternalRef
from migrator.read.environment import from_environment
from migrator.read.module import constant
from migrator.read.searches import Searches

if TYPE_CHECKING:
    from migrator.read.arguments import Arguments
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

# Objects that stand for the environment when they are made without further ado.
OBJECTS = frozenset(
    {"environs.Env", "environs.env.Env", "environ.Env", "starlette.config.Config"}
    | {"decouple.AutoConfig"}
)
READERS: dict[str, Cast] = {
    "decouple.config": "str",
    "decouple.AutoConfig()": "str",
    "starlette.config.Config()": "str",
    "environs.env": "str",
}
for _object in ("environs.Env()", "environ.Env()", "environs.env"):
    READERS |= {
        _object: "str",
        f"{_object}.str": "str",
        f"{_object}.int": "int",
        f"{_object}.float": "float",
        f"{_object}.bool": "bool",
    }
_SILENT = frozenset({"read_env", "seal"})
_HARMLESS = frozenset({"env_file", "eager", "search_path", "environ"})
_CASTS: dict[str, Cast] = {
    "builtins.str": "str",
    "builtins.int": "int",
    "builtins.float": "float",
    "builtins.bool": "bool",
}
_KINDS: dict[str, type] = {"str": str, "int": int, "float": float, "bool": bool}


def made(name: str, arguments: Arguments) -> ExternalRef | None:
    """The object that calling one of OBJECTS makes, None when it is made in a special way."""
    if name not in OBJECTS or arguments.unclear or arguments.named.keys() - _HARMLESS:
        return None
    if arguments.positional and "environ" in name:
        return None
    return ExternalRef(f"{name.replace('environs.env.Env', 'environs.Env')}()")


def is_silent(name: str) -> bool:
    """Whether a method only loads the environment from a file."""
    owner, _, method = name.rpartition(".")
    return method in _SILENT and owner in READERS


def read(
    reader: Reader, name: str, node: ast.Call, arguments: Arguments, frame: Frame
) -> Abstract | None:
    """What one of READERS gives; None when it is asked for more than is followed."""
    cast: Cast | None = READERS[name]
    named = dict(arguments.named)
    default = named.pop("default", None)
    told = named.pop("cast", None)
    variable, *others = arguments.positional
    if others and name in {"decouple.config", "decouple.AutoConfig()", "starlette.config.Config()"}:
        return None
    default = others[0] if others else default
    if arguments.unclear or named or len(others) > 1 or not isinstance(variable, Known):
        return None
    if told is not None:
        cast = _CASTS.get(told.name) if isinstance(told, ExternalRef) else None
    if cast is None or not isinstance(variable.value, str):
        return None
    prefixed = reader.program.ask(Searches.environment_prefixed)
    if prefixed is not None:
        return frame.unknown(node, prefixed)
    fallback = _as(cast, default) if default is not None else None
    if default is not None and fallback is None:
        return frame.unknown(node, f"what stands in for {variable.value} isn't known")
    found = from_environment(reader, variable.value, fallback, node, frame)
    return replace(found, cast=cast) if isinstance(found, FromEnv) else found


def _as(cast: Cast, default: Abstract) -> Known | None:
    """A default as the library gives it, None when that isn't known."""
    match default:
        case Known(value=None):
            return default
        case Known(value=str() as text) if cast in {"int", "float"}:
            try:
                return constant(int(text) if cast == "int" else float(text))
            except ValueError:
                return None
        case Known(value=value) if type(value) is _KINDS.get(cast):
            return default
    return None
