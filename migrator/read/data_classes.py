"""Classes whose library makes their `__init__`: dataclasses, attrs, pydantic, NamedTuple.

To teach the reader another library, add an entry to LIBRARIES.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from migrator.model.values import Known
from migrator.read.abstract import (
    Abstract,
    ClassRef,
    ExternalRef,
    FieldRef,
)
from migrator.read.class_syntax import configuration, label

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from migrator.read.arguments import Arguments
    from migrator.read.instances import Instances


@dataclass(frozen=True, slots=True)
class Library:
    """How the classes of one library behave.

    `converts`: values are turned into what the annotations say. `positional`: fields may be given
    by position. `after`: the method that runs when all fields are set. `options`: what may be said
    of a class or in its decorator without changing what fields hold.
    """

    name: str
    converts: bool = False
    positional: bool = True
    after: str | None = None
    options: frozenset[str] = frozenset()


_DATACLASS = Library(
    "dataclasses",
    after="__post_init__",
    options=frozenset({"frozen", "slots", "eq", "order", "repr", "kw_only", "unsafe_hash"}),
)
_ATTRS = Library(
    "attrs",
    after="__attrs_post_init__",
    options=frozenset({"frozen", "slots", "eq", "order", "repr", "kw_only", "auto_attribs"}),
)
_PYDANTIC = Library(
    "pydantic",
    converts=True,
    positional=False,
    options=frozenset(
        {"populate_by_name", "validate_by_name", "validate_by_alias", "alias_generator", "extra"}
        | {"frozen", "arbitrary_types_allowed", "from_attributes", "title", "json_schema_extra"}
        | {"protected_namespaces", "allow_population_by_field_name", "orm_mode", "allow_mutation"}
        | {"use_attribute_docstrings", "schema_extra"}
    ),
)
_NAMED_TUPLE = Library("typing.NamedTuple")

LIBRARIES: dict[str, Library] = {
    "dataclasses.dataclass": _DATACLASS,
    "attrs.define": _ATTRS,
    "attrs.frozen": _ATTRS,
    "attrs.mutable": _ATTRS,
    "attr.define": _ATTRS,
    "attr.frozen": _ATTRS,
    "attr.s": _ATTRS,
    "attr.attrs": _ATTRS,
    "pydantic.BaseModel": _PYDANTIC,
    "pydantic.main.BaseModel": _PYDANTIC,
    "pydantic.v1.BaseModel": _PYDANTIC,
    "typing.NamedTuple": _NAMED_TUPLE,
    "typing_extensions.NamedTuple": _NAMED_TUPLE,
}
FIELDS = frozenset(
    {"dataclasses.field", "attrs.field", "attr.field", "attr.ib", "attr.attrib"}
    | {"pydantic.Field", "pydantic.fields.Field", "pydantic.v1.Field"}
)
TYPED_DICTS = frozenset({"typing.TypedDict", "typing_extensions.TypedDict"})
AFTER_INIT = frozenset(library.after for library in LIBRARIES.values() if library.after)
_NO_FIELDS = frozenset({"builtins.object", "abc.ABC", "typing.Protocol", "typing.Generic"})
_OWN_WAYS = frozenset(
    {"__new__", "__init__", "__setattr__", "__getattribute__", "__init_subclass__"}
    | {"model_post_init", "__pydantic_init_subclass__", "__attrs_pre_init__", "__attrs_init__"}
)
_CHECKS = frozenset(
    {"validator", "field_validator", "root_validator", "model_validator", "computed_field"}
    | {"field_serializer", "model_serializer", "default"}
)
_FIELD_OPTIONS = frozenset(
    {"alias", "validation_alias", "serialization_alias", "description", "title", "examples"}
    | {"repr", "compare", "hash", "metadata", "kw_only", "env", "min_length", "max_length", "ge"}
    | {"le", "gt", "lt", "pattern", "deprecated", "example", "frozen", "json_schema_extra"}
    | {"type", "doc"}
)
_UNREAD = Library("")
_DATA_DECORATORS = frozenset(
    {"dataclass", "define", "attrs", "frozen", "s", "mutable", "pydantic_dataclass"}
)
GIVEN = "__given__"
Members: TypeAlias = "Mapping[str, Abstract]"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its annotation as written, and what stands for it when it isn't given."""

    name: str
    annotation: str
    home: ClassRef
    spec: FieldRef

    @property
    def required(self) -> bool:
        """Whether it has to be given."""
        return self.spec.default is None and self.spec.factory is None


@dataclass(frozen=True, slots=True)
class Schema:
    """What is known of a data class: its library and fields in order, else `why` it isn't."""

    library: Library | None = None
    fields: tuple[Field, ...] = ()
    why: str | None = None
    generator: str | None = None
    by_name: bool = False

    def holds(self, name: str) -> bool:
        """Whether an instance has a value of its own of that name."""
        if self.library is None:
            return False
        return self.why is not None or any(field.name == name for field in self.fields)

    def hides(self, name: str) -> bool:
        """Whether a class attribute of that name isn't what the class body says."""
        named = self.library is not None and self.library.name == "dataclasses"
        return self.holds(name) and not named

    def alias(self, field: Field, *keys: str) -> str | None:
        """The name of a field in data, None when it has none of its own or it isn't known."""
        for key in keys:
            given = field.spec.options.get(key)
            if isinstance(given, Known) and isinstance(given.value, str):
                return given.value
        return _GENERATORS[self.generator](field.name) if self.generator is not None else None


def _camel(name: str) -> str:
    parts = name.split("_")
    return parts[0] + "".join(part[:1].upper() + part[1:] for part in parts[1:])


def _pascal(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


_GENERATORS = {
    "pydantic.alias_generators.to_camel": _camel,
    "pydantic.alias_generators.to_pascal": _pascal,
    "humps.camelize": _camel,
}
_SIMPLE_NAME = re.compile(r"[a-z]+[a-z0-9]*(?:_[a-z]+[a-z0-9]*)*")


def library_of(bases: Sequence[Abstract], decorators: Sequence[Abstract]) -> Library | None:
    """The library that makes a class with these evaluated bases and decorators."""
    for value in (*decorators, *bases):
        if isinstance(value, ExternalRef) and value.name in LIBRARIES:
            return LIBRARIES[value.name]
    return None


def field_of(name: str, arguments: Arguments) -> FieldRef | None:
    """What calling one of FIELDS says of a field, or None when it can't be told."""
    if arguments.unclear or len(arguments.positional) > 1:
        return None
    options = dict(arguments.named)
    default = options.pop("default", None)
    if arguments.positional:
        if "pydantic" not in name:
            return None
        default = arguments.positional[0]
    factory = options.pop("default_factory", None) or options.pop("factory", None)
    if default in (ExternalRef("builtins.Ellipsis"), ExternalRef("attrs.NOTHING")):
        default = None
    return FieldRef(default, factory, options)


class Schemas:
    """The schemas of classes, each worked out once."""

    def __init__(self, instances: Instances) -> None:
        self._instances = instances
        self._known: dict[ClassRef, Schema] = {}

    def of(self, cls: ClassRef) -> Schema:
        """The schema of a class; without a library when the class writes its own `__init__`."""
        known = self._known.get(cls)
        if known is None:
            self._known[cls] = Schema(why="it is being defined")
            known = self._known[cls] = self._made(cls)
        return known

    def _made(self, cls: ClassRef) -> Schema:
        bases = self._instances.lines.bases(cls)
        library = library_of(bases, self._instances.lines.decorators(cls))
        parents = [base for base in bases if isinstance(base, ClassRef)]
        above = [self.of(parent) for parent in parents]
        if library is None:
            inherited = [schema for schema in above if schema.library is not None]
            library = inherited[0].library if inherited else None
        if library is None:
            labels = {label(decorator) for decorator in cls.node.decorator_list}
            unread = sorted(labels & _DATA_DECORATORS)
            return Schema(_UNREAD, why=f"@{unread[0]} isn't known") if unread else Schema()
        why = self._unclear(cls, library, bases, above)
        if why is not None:
            return Schema(library, why=why)
        schema = above[0] if above else Schema(library)
        merged = {field.name: field for field in schema.fields}
        # Only a library that makes all subclasses takes what an undecorated one declares.
        by_itself = library_of(bases, self._instances.lines.decorators(cls)) is not None
        for field in self._own_fields(cls, library) if by_itself or library.converts else ():
            if isinstance(field, str):
                return Schema(library, why=field)
            merged[field.name] = field
        return self._configured(cls, replace(schema, fields=tuple(merged.values())))

    def _unclear(
        self, cls: ClassRef, library: Library, bases: Sequence[Abstract], above: Sequence[Schema]
    ) -> str | None:
        if len(above) > 1 or any(schema.why for schema in above):
            return next((s.why for s in above if s.why), f"{cls.node.name} has several bases")
        if above and above[0].library not in (library, None):
            return f"{cls.node.name} mixes libraries"
        for base, node in zip(bases, cls.node.bases, strict=True):
            plain = isinstance(base, ExternalRef) and base.name in _NO_FIELDS | LIBRARIES.keys()
            generic = isinstance(node, ast.Subscript)
            if not plain and not generic and not isinstance(base, ClassRef):
                return f"{ast.unparse(node)}, a base of {cls.node.name}, isn't in the tree"
        if cls.node.keywords:
            return f"{cls.node.name} is defined with arguments"
        for part in cls.node.body:
            if not isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            own = {label(decorator) for decorator in part.decorator_list}
            if part.name in _OWN_WAYS or own & _CHECKS:
                return f"{cls.node.name}.{part.name}() may change what it holds"
        for decorator in cls.node.decorator_list:
            for keyword in decorator.keywords if isinstance(decorator, ast.Call) else ():
                if keyword.arg not in library.options:
                    return f"{cls.node.name} is made with {keyword.arg}="
        return None

    def _own_fields(self, cls: ClassRef, library: Library) -> list[Field | str]:
        own = self._instances.own(cls)
        found: list[Field | str] = []
        for node in cls.node.body:
            match node:
                case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation):
                    text = ast.unparse(annotation).strip("'\"")
                    if text.startswith(("ClassVar", "typing.ClassVar", "t.ClassVar")):
                        continue
                    if "InitVar" in text or "KW_ONLY" in text or "Annotated" in text:
                        found.append(f"{cls.node.name}.{name} is a field of a special kind")
                        continue
                    if library.converts and (name.startswith("_") or name == "model_config"):
                        continue
                    value = own.get(name) if node.value is not None else None
                case ast.Assign(targets=[ast.Name(id=name)]) if isinstance(own.get(name), FieldRef):
                    text, value = "Any", own.get(name)
                case _:
                    continue
            spec = value if isinstance(value, FieldRef) else FieldRef(value, None)
            strange = [key for key in spec.options if key not in _FIELD_OPTIONS]
            if strange:
                found.append(f"{cls.node.name}.{name} is made with {strange[0]}=")
            else:
                found.append(Field(name, text, cls, spec))
        return found

    def _configured(self, cls: ClassRef, schema: Schema) -> Schema:
        """The schema with what a pydantic class says in `model_config` or `class Config`."""
        if schema.library is None or not schema.library.converts:
            return schema
        for name, node in configuration(cls):
            if name not in schema.library.options:
                return replace(schema, why=f"{cls.node.name} is configured with {name}")
            if name == "alias_generator":
                generator = self._instances.lines.imported(cls, node)
                plain = all(_SIMPLE_NAME.fullmatch(field.name) for field in schema.fields)
                if generator not in _GENERATORS or not plain:
                    return replace(schema, why=f"{ast.unparse(node)} makes its keys")
                schema = replace(schema, generator=generator)
            if name in {"populate_by_name", "validate_by_name", "allow_population_by_field_name"}:
                schema = replace(schema, by_name=ast.unparse(node) == "True")
            if name in {"validate_by_alias"} and ast.unparse(node) != "True":
                return replace(schema, why=f"{cls.node.name} is configured with {name}")
        return schema
