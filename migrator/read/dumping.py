"""Data objects turned into dicts: `asdict`, `model_dump`, `dict`, `_asdict` and their JSON forms."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from migrator.model.values import Condition, FromEnv, Known, OneOf, PerRequest
from migrator.read import enumerations
from migrator.read.abstract import (
    Abstract,
    AnyOf,
    DictRef,
    EnumMember,
    FunctionRef,
    HeapDict,
    HeapInstance,
    HeapList,
    InstanceRef,
    JsonText,
    ListRef,
    Slot,
)
from migrator.read.copies import copied_instance, marker
from migrator.read.data_classes import GIVEN, Field, Schema
from migrator.read.dicts import When, put
from migrator.read.heap import objects_of
from migrator.read.state import freeze

if TYPE_CHECKING:
    from migrator.read.arguments import Arguments
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader


@dataclass(frozen=True, slots=True)
class Manner:
    """How an object of a library is dumped: which fields, under which names."""

    library: str
    by_alias: bool = False
    exclude_none: bool = False
    only_given: bool = False
    as_json: bool = False
    include: frozenset[str] | None = None
    exclude: frozenset[str] = frozenset()


METHODS = {
    "pydantic": {
        "model_dump": Manner("pydantic"),
        "dict": Manner("pydantic"),
        "model_dump_json": Manner("pydantic", as_json=True),
        "json": Manner("pydantic", as_json=True),
    },
    "typing.NamedTuple": {"_asdict": Manner("")},
}
_COPIES = {"pydantic": {"model_copy", "copy"}, "typing.NamedTuple": {"_replace"}}
_TEXTS = frozenset({"model_dump_json", "json"})
_HARMLESS = frozenset({"indent", "ensure_ascii", "warnings", "round_trip", "deep"})
_Options: TypeAlias = "dict[str, bool | frozenset[str]]"


def has_method(library: str, name: str) -> bool:
    """Whether objects of a library have this method, which is modelled."""
    return name in METHODS.get(library, {}) or name in _COPIES.get(library, ())


def call_method(
    reader: Reader,
    ref: InstanceRef,
    name: str,
    node: ast.Call,
    arguments: Arguments,
    frame: Frame,
) -> Abstract:
    """What a method of a data object gives."""
    schema = _schema(reader, ref, frame)
    library = schema.library.name if schema is not None and schema.library is not None else ""
    if name in _COPIES.get(library, ()):
        return _changed_copy(reader, ref, node, arguments, frame)
    manner = _with_options(METHODS[library][name], node, arguments)
    if manner is None:
        return frame.unknown(node, f"the arguments of {name}() say more than is followed")
    dumped = dump(reader, ref, manner, node, frame)
    if name in _TEXTS and isinstance(dumped, DictRef):
        return JsonText(freeze(dumped, frame.state), None, frame.module.path)
    return dumped


def as_dict(
    reader: Reader, library: str, node: ast.Call, arguments: Arguments, frame: Frame
) -> Abstract | None:
    """What `asdict(object)` of a library gives; None when it is told more than is followed."""
    if len(arguments.positional) != 1 or arguments.unclear:
        return None
    manner = Manner(library)
    if library == "attrs" and "filter" in arguments.named:
        manner = replace(manner, exclude_none=True)
    if any(name != "filter" or not _lets_none_out(v) for name, v in arguments.named.items()):
        return None
    given = arguments.positional[0]
    schema = _schema(reader, given, frame) if isinstance(given, InstanceRef) else None
    if schema is None or schema.library is None or schema.library.name != library:
        return None
    assert isinstance(given, InstanceRef)
    return dump(reader, given, manner, node, frame)


def _lets_none_out(value: Abstract) -> bool:
    """Whether it is `lambda attribute, value: value is not None`."""
    match value:
        case FunctionRef(
            node=ast.Lambda(
                args=ast.arguments(args=[_, ast.arg(arg=name)]),
                body=ast.Compare(ast.Name(tested), [ast.IsNot()], [ast.Constant(None)]),
            )
        ):
            return name == tested
    return False


def replaced(reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame) -> Abstract | None:
    """What `dataclasses.replace(object, **changes)` gives."""
    match arguments.positional:
        case (InstanceRef() as ref,) if not arguments.unclear:
            schema = _schema(reader, ref, frame)
            if schema is None or schema.library is None or schema.library.after is None:
                return None
            if reader.instances.has_method(ref, schema.library.after, frame):
                return None
            return copied_instance(reader, ref, arguments.named, node, frame)
    return None


def _changed_copy(
    reader: Reader, ref: InstanceRef, node: ast.Call, arguments: Arguments, frame: Frame
) -> Abstract:
    changes = dict(arguments.named)
    update = changes.pop("update", None)
    if isinstance(update, DictRef):
        held = frame.state.dict_of(update)
        if held.rest is not None or any(slot.when for slot in held.slots.values()):
            return frame.unknown(node, "what is changed in the copy isn't known")
        changes = {key: slot.value for key, slot in held.slots.items()}
    elif update is not None or arguments.positional or arguments.unclear:
        return frame.unknown(node, "what is changed in the copy isn't known")
    copied = copied_instance(reader, ref, changes, node, frame)
    return copied if copied is not None else frame.unknown(node, "it is a copy of an object")


def dump(
    reader: Reader, ref: InstanceRef, manner: Manner, node: ast.Call, frame: Frame
) -> Abstract:
    """The dict that an object is dumped to."""
    return _Dumping(reader, node, frame).object(ref, manner)


class _Dumping:
    """One call that dumps an object and all that it holds."""

    def __init__(self, reader: Reader, node: ast.Call, frame: Frame) -> None:
        self._reader, self._node, self._frame = reader, node, frame
        self._count = 0
        self._inside: set[object] = set()

    def object(self, ref: InstanceRef, manner: Manner) -> Abstract:
        thing = self._frame.state.heap.get(ref.id)
        schema = _schema(self._reader, ref, self._frame)
        if schema is None or schema.library is None or not isinstance(thing, HeapInstance):
            return self._unknown("it holds an object that is no data")
        if schema.why is not None or schema.library.name != (manner.library or schema.library.name):
            return self._unknown(schema.why or "it holds an object of another library")
        if ref.id in self._inside:
            return self._unknown("it contains itself")
        given = thing.attributes.get(GIVEN)
        if not isinstance(given, Known | OneOf):
            return self._unknown("what was given to it isn't known")
        if manner.only_given and (thing.changes or not isinstance(given, Known)):
            return self._unknown("which fields were set isn't known")
        names = given.value if isinstance(given, Known) else ()
        self._reader.program.rely_on_instance(ref, self._frame.state)
        self._inside.add(ref.id)
        built = HeapDict(span=self._frame.module.span(self._node))
        for field in schema.fields:
            if manner.only_given and field.name not in names:  # type: ignore[operator]
                continue
            if field.name in manner.exclude:
                continue
            if manner.include is None or field.name in manner.include:
                self._field(built, schema, field, thing, manner)
        self._inside.discard(ref.id)
        return self._reader.allocate_dict(self._marker(), built, self._frame)

    def _field(
        self, built: HeapDict, schema: Schema, field: Field, thing: HeapInstance, manner: Manner
    ) -> None:
        place = ast.copy_location(
            ast.Attribute(ast.Name("self", ast.Load()), field.name, ast.Load()), self._node
        )
        held = self._reader.instances.field(thing, place, self._frame)
        key = field.name
        if manner.by_alias:
            key = schema.alias(field, "serialization_alias", "alias") or field.name
        inner = replace(manner, include=None, exclude=frozenset())
        value = self._value(held, inner)
        when: When | None = ()
        if manner.exclude_none:
            when = _unless_none(value, self._frame.module.span(self._node))
        if when is not None:
            put(built, key, value, when)

    def _value(self, value: Abstract, manner: Manner) -> Abstract:
        match value:
            case InstanceRef():
                return self.object(value, manner) if manner.library else self._unknown("an object")
            case DictRef() if manner.library:
                held = self._frame.state.dict_of(value)
                built = held.twin()
                built.slots = {
                    key: Slot(self._value(slot.value, manner), slot.when)
                    for key, slot in built.slots.items()
                }
                return self._reader.allocate_dict(self._marker(), built, self._frame)
            case ListRef() if manner.library:
                items: HeapList = self._frame.state.list_of(value).twin()
                items.items = [self._value(item, manner) for item in items.items]
                return self._reader.allocate_list(self._marker(), items, self._frame)
            case EnumMember() if manner.as_json:
                return enumerations.data(replace(value, is_data=True), self._unknown(""))
            case AnyOf():
                return self._unknown(value.unknown.why)
        if objects_of(value) and manner.library:
            return self._unknown("it holds an object that is no data")
        return value

    def _unknown(self, why: str) -> PerRequest:
        return self._frame.unknown(self._node, why)

    def _marker(self) -> ast.expr:
        self._count += 1
        return marker(self._node, self._count)


def _unless_none(value: Abstract, span: object) -> When | None:
    """When a value is there if None is left out; None for never."""
    match value:
        case Known(value=None):
            return None
        case PerRequest(text=text):
            return (Condition(f"{text} is not None"),)
        case FromEnv(cast="json", name=name) | FromEnv(default=Known(value=None), name=name):
            return (Condition(f"{name} is not None"),)
        case OneOf(cases=cases) if any(_perhaps_none(case.value) for case in cases):
            return (Condition("it is not None"),)
        case AnyOf(unknown=unknown):
            return (Condition(f"{unknown.text} is not None"),)
    return ()


def _perhaps_none(value: Abstract) -> bool:
    return _unless_none(value, None) != ()


def _schema(reader: Reader, ref: InstanceRef, frame: Frame) -> Schema | None:
    cls = reader.instances.class_of(ref, frame)
    return reader.instances.schemas.of(cls) if cls is not None else None


def _with_options(manner: Manner, node: ast.Call, arguments: Arguments) -> Manner | None:
    if arguments.positional or arguments.unclear:
        return None
    for keyword in node.keywords:
        name, value = str(keyword.arg), arguments.named.get(str(keyword.arg))
        switch = value.value if isinstance(value, Known) else None
        if name in {"by_alias", "exclude_none", "exclude_unset"}:
            if not isinstance(switch, bool):
                return None
            manner = _switched(manner, name, switch)
        elif name == "mode":
            if value not in (Known("json"), Known("python")):
                return None
            manner = replace(manner, as_json=manner.as_json or value == Known("json"))
        elif name in {"include", "exclude"}:
            names = _constant_set(keyword.value)
            if value == Known(None):
                continue
            if names is None:
                return None
            if name == "include":
                manner = replace(manner, include=names)
            else:
                manner = replace(manner, exclude=names)
        elif name not in _HARMLESS and value != Known(False):
            return None
    return manner


def _switched(manner: Manner, name: str, on: bool) -> Manner:
    match name:
        case "by_alias":
            return replace(manner, by_alias=on)
        case "exclude_none":
            return replace(manner, exclude_none=on)
    return replace(manner, only_given=on)


def _constant_set(node: ast.expr) -> frozenset[str] | None:
    if not isinstance(node, ast.Set):
        return None
    names = [part.value for part in node.elts if isinstance(part, ast.Constant)]
    texts = [name for name in names if isinstance(name, str)]
    return frozenset(texts) if len(texts) == len(node.elts) else None
