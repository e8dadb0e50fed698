"""Settings classes, whose fields the environment fills: pydantic's BaseSettings, old and new."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.model.values import Cast, FromEnv, Known
from migrator.read.abstract import Abstract, ClassRef, ExternalRef, FieldRef, Secret
from migrator.read.class_syntax import configuration, label, unwrapped
from migrator.read.environment import from_environment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.model.values import PerRequest
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

# Whether `Field(env=...)` names the variable, as it did before `alias` and `validation_alias`.
_BASES = {
    "pydantic_settings.BaseSettings": False,
    "pydantic_settings.main.BaseSettings": False,
    "pydantic.BaseSettings": True,
    "pydantic.v1.BaseSettings": True,
    "pydantic.env_settings.BaseSettings": True,
}
_CASTS: dict[str, Cast] = {"str": "str", "int": "int", "float": "float", "bool": "bool"}
_CHECKS = frozenset({"validator", "field_validator", "root_validator", "model_validator"})
_SOURCES = frozenset({"settings_customise_sources", "customise_sources", "model_post_init"})
_HARMLESS = frozenset(
    {"env_file", "env_file_encoding", "extra", "env_nested_delimiter", "frozen", "title"}
    | {"validate_default", "allow_mutation", "env_ignore_empty", "arbitrary_types_allowed"}
    | {"allow_population_by_field_name"}
)
_ARGUMENTS = frozenset({"_env_file", "_env_file_encoding"})


def names_by_env(bases: Sequence[Abstract]) -> bool | None:
    """Whether `env=` names the variables of a class with these bases; None for other classes."""
    names = [base.name for base in bases if isinstance(base, ExternalRef)]
    return next((_BASES[name] for name in names if name in _BASES), None)


def given(name: str) -> bool:
    """Whether an argument of the constructor is the value of a field."""
    return name not in _ARGUMENTS


def setting(
    reader: Reader,
    line: Sequence[ClassRef],
    by_env: bool,
    node: ast.Attribute,
    value: Abstract | None,
    frame: Frame,
) -> Abstract:
    """What a field of a settings class stands for.

    `line` are the class and those it inherits from; `by_env` tells whether `env=` names variables;
    `value` is what the class body assigns.
    """
    why = _strange(line)
    annotation = _annotation(line, node.attr)
    if why is not None or annotation is None:
        return frame.unknown(node, why or f"{line[0].node.name} has no such field")
    spec = value if isinstance(value, FieldRef) else FieldRef(value, None)
    default = None if spec.default == ExternalRef("builtins.Ellipsis") else spec.default
    if spec.factory is not None or (default is not None and not isinstance(default, Known)):
        return frame.unknown(node, "what stands in for it isn't known")
    variable = _variable(line, by_env, node.attr, spec)
    if variable is None:
        return frame.unknown(node, "its environment name is configured")
    kind = unwrapped(annotation)
    secret = kind.rpartition(".")[2] == "SecretStr"
    cast = "str" if secret or kind.startswith("Literal[") else _CASTS.get(kind)
    if cast is None or not _fits(default, cast):
        return frame.unknown(node, "how its text is turned into a value isn't known")
    read: FromEnv | PerRequest = from_environment(reader, variable, default, node, frame)
    found = replace(read, cast=cast) if isinstance(read, FromEnv) else read
    return Secret(found) if secret else found


def _strange(line: Sequence[ClassRef]) -> str | None:
    """What the classes do beyond reading the environment."""
    for cls in line:
        for part in cls.node.body:
            if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
                own = {label(decorator) for decorator in part.decorator_list}
                if own & _CHECKS or part.name in _SOURCES | {"__init__"}:
                    return f"{cls.node.name}.{part.name}() may change it"
        for name, _ in configuration(cls):
            if name not in _HARMLESS | {"env_prefix", "case_sensitive"}:
                return f"{cls.node.name} is configured with {name}"
    return None


def _annotation(line: Sequence[ClassRef], name: str) -> str | None:
    for cls in line:
        for part in cls.node.body:
            match part:
                case ast.AnnAssign(target=ast.Name(id=found), annotation=annotation):
                    if found == name:
                        return ast.unparse(annotation)
    return None


def _variable(line: Sequence[ClassRef], by_env: bool, name: str, spec: FieldRef) -> str | None:
    """The environment variable of a field, None when it isn't plainly said."""
    options = {key: node for cls in reversed(line) for key, node in configuration(cls)}
    exact = _text(options.get("case_sensitive", ast.Constant(False)))
    prefix = _text(options.get("env_prefix", ast.Constant("")))
    if not isinstance(exact, bool) or not isinstance(prefix, str):
        return None
    names = ("env",) if by_env else ("validation_alias", "alias")
    variable: str | None = None
    for option in names:
        told = spec.options.get(option)
        if told is None:
            continue
        if not isinstance(told, Known) or not isinstance(told.value, str):
            return None
        variable = told.value
        break
    else:
        variable = f"{prefix}{name}"
    return variable if exact else variable.upper()


def _text(node: ast.expr) -> object:
    return node.value if isinstance(node, ast.Constant) else None


def _fits(default: Known | None, cast: Cast) -> bool:
    """Whether a default is of the kind that the environment's text is turned into."""
    value = default.value if default is not None else None
    match cast, value:
        case _, None:
            return True
        case "bool", bool():
            return True
        case "int", int():
            return not isinstance(value, bool)
        case "float", float():
            return True
        case "str", str():
            return True
    return False
