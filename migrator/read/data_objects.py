"""Instances of data classes: what their fields hold when they are made."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from migrator.model.values import FromEnv, Known, PerRequest, Text
from migrator.read.abstract import (
    Abstract,
    ClassRef,
    DictRef,
    ExternalRef,
    FunctionRef,
    InstanceRef,
    ListRef,
)
from migrator.read.class_syntax import unwrapped
from migrator.read.copies import copied_instance, deep_copy, marker
from migrator.read.data_classes import GIVEN, Field, Library, Schema, Schemas

if TYPE_CHECKING:
    from migrator.read.arguments import Arguments
    from migrator.read.frame import Frame
    from migrator.read.instances import Instances
    from migrator.read.reader import Reader

_LITERAL = ("Literal[", "typing.Literal[")
_NUMBERS = frozenset({"int", "float", "Any"})
_PLAIN_DICT = re.compile(r"(?:typing\.)?[dD]ict(?:\[str, (?:Any|object|str)\])?")
_PLAIN_LIST = re.compile(r"(?:typing\.)?[lL]ist(?:\[(?:Any|object|str)\])?")


class DataObjects:
    """Makes instances of data classes."""

    def __init__(self, instances: Instances, schemas: Schemas, reader: Reader) -> None:
        self._instances, self._schemas, self._reader = instances, schemas, reader

    def create(
        self, cls: ClassRef, node: ast.Call, arguments: Arguments, frame: Frame
    ) -> InstanceRef:
        """A new instance with its fields; one whose fields aren't known when they can't be told."""
        schema = self._schemas.of(cls)
        ref = self._reader.allocate_instance(node, cls, frame)
        values = self._values(schema, arguments, node, frame)
        if isinstance(values, str):
            for value in arguments.values():
                self._reader.spoil(value, f"it was passed to {cls.node.name}()", frame)
            unknown = frame.unknown(node, values)
            values = {field.name: unknown for field in schema.fields}
        thing = frame.state.instance_to_change(ref)
        assert thing is not None
        thing.attributes.update(values)
        after = schema.library.after if schema.library is not None else None
        if after is not None:
            self._instances.run_method(ref, after, node, frame)
        return ref

    def _values(
        self, schema: Schema, arguments: Arguments, node: ast.Call, frame: Frame
    ) -> dict[str, Abstract] | str:
        if schema.why is not None or schema.library is None:
            return schema.why or "its class isn't followed"
        given = self._given(schema, arguments, frame)
        if isinstance(given, str):
            return given
        values: dict[str, Abstract] = {}
        for field in schema.fields:
            if field.name in given:
                value = given[field.name]
                if schema.library.converts:
                    value = self._converted(field, value, node, frame)
            elif field.required:
                return f"{field.name} isn't given"
            else:
                value = self._default(schema.library, field, node, frame)
            values[field.name] = value
        values[GIVEN] = Known(sorted(given))
        return values

    def _given(
        self, schema: Schema, arguments: Arguments, frame: Frame
    ) -> dict[str, Abstract] | str:
        named = _expanded(arguments, frame)
        if named is None:
            return "which fields are given isn't known"
        assert schema.library is not None
        given: dict[str, Abstract] = {}
        if arguments.positional:
            if not schema.library.positional or len(arguments.positional) > len(schema.fields):
                return "its fields are given by position"
            if any("kw_only" in field.spec.options for field in schema.fields):
                return "its fields are given by position"
            names = [field.name for field in schema.fields]
            given.update(zip(names, arguments.positional, strict=False))
        keys = {}
        for field in schema.fields:
            alias = schema.alias(field, "validation_alias", "alias")
            if schema.library.name == "attrs" and alias is None:
                alias = field.name.lstrip("_")
            if "validation_alias" in field.spec.options and alias is None:
                return f"which key sets {field.name} isn't known"
            keys[alias or field.name] = field.name
            if schema.by_name:
                keys[field.name] = field.name
        for key, value in named.items():
            if key not in keys or keys[key] in given:
                return f"{key} is no field that is known"
            given[keys[key]] = value
        return given

    def _default(self, library: Library, field: Field, node: ast.Call, frame: Frame) -> Abstract:
        if field.spec.factory is not None:
            call = self._call_for(field, node)
            return _call_value(self._reader, field.spec.factory, call, frame)
        default = field.spec.default
        assert default is not None
        self._instances.adopt_own(field.home, default, frame)
        if library.converts and isinstance(default, DictRef | ListRef | InstanceRef):
            call = self._call_for(field, node)
            if isinstance(default, InstanceRef):
                copied = copied_instance(self._reader, default, {}, call, frame)
                return copied or frame.unknown(node, "its default is a copy of an object")
            return deep_copy(self._reader, default, call, frame)
        return default

    def _call_for(self, field: Field, node: ast.Call) -> ast.Call:
        """The call by which `node` makes the value of a field, at a place of its own."""
        implied = self._reader.program.implied
        made_for = (node, field.home.node, field.name)
        known = implied.get(made_for)
        if known is None:
            known = ast.Call(ast.Name(f"{field.name}'s default", ast.Load()), [], [])
            ast.copy_location(known, node)
            known.col_offset += 10_000 * (1 + len(implied))
            implied[made_for] = known
        return known

    def _converted(self, field: Field, value: Abstract, node: ast.Call, frame: Frame) -> Abstract:
        kind = unwrapped(field.annotation)
        kind = "Any" if kind == "object" else kind
        if value == Known(None) and kind != field.annotation:
            return value
        why = f"{field.home.node.name}.{field.name} may convert it"
        match value:
            case Known(value=str()) | Text() if kind in {"str", "Any"} or kind.startswith(_LITERAL):
                return value
            case Known(value=bool()) if kind in {"bool", "Any"}:
                return value
            case Known(value=int() as number) if type(number) is int and kind in _NUMBERS:
                return Known(float(number), value.span) if kind == "float" else value
            case Known(value=float()) if kind in {"float", "Any"}:
                return value
            case FromEnv(cast="str") | PerRequest() if kind in {"str", "Any"}:
                return value
            case FromEnv(cast=cast) if cast == kind:
                return value
            case DictRef() if kind == "Any" or _PLAIN_DICT.fullmatch(kind):
                call = self._call_for(field, node)
                copied = frame.state.dict_of(value).twin()
                return self._reader.allocate_dict(marker(call, 0), copied, frame)
            case ListRef() if kind == "Any" or _PLAIN_LIST.fullmatch(kind):
                call = self._call_for(field, node)
                items = frame.state.list_of(value).twin()
                return self._reader.allocate_list(marker(call, 0), items, frame)
            case InstanceRef():
                cls = self._instances.class_of(value, frame)
                if cls is not None and cls.node.name == kind.rpartition(".")[2]:
                    return value
        self._reader.spoil(value, why, frame)
        return frame.unknown(node, why)


def _call_value(reader: Reader, value: Abstract, call: ast.Call, frame: Frame) -> Abstract:
    """What calling `value` without arguments returns."""
    from migrator.read import builtin_calls, calls
    from migrator.read.arguments import Arguments

    nothing = Arguments((), {}, False)
    result: Abstract | None = None
    match value:
        case FunctionRef():
            result = calls.follow(reader, value, call, nothing, frame)
        case ClassRef():
            result = reader.instances.create(value, call, nothing, frame)
        case ExternalRef(name=name):
            result = builtin_calls.call_known(reader, name, call, nothing, frame)
    return result or frame.unknown(call, "what makes its default can't be followed")


def _expanded(arguments: Arguments, frame: Frame) -> dict[str, Abstract] | None:
    """The named arguments with `**dict` written out, None when what it holds isn't known."""
    if arguments.starred:
        return None
    named: dict[str, Abstract] = {}
    for name, value in arguments.named.items():
        if not name.startswith("**"):
            named[name] = value
            continue
        if not isinstance(value, DictRef) or len(arguments.spreads[name]) != 1:
            return None
        held = frame.state.dict_of(value)
        if held.rest is not None or arguments.spreads[name][0].when:
            return None
        for key, slot in held.slots.items():
            if slot.when or key in named:
                return None
            named[key] = slot.value
    return named
