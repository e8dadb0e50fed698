"""What an expression stands for: from syntax to values, one kind of node at a time."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

from migrator.model.values import (
    NOTHING,
    Array,
    Case,
    Condition,
    FromEnv,
    Known,
    OneOf,
    PerRequest,
    Record,
    Text,
    Value,
)
from migrator.read import (
    agent_answers,
    client_parts,
    clients,
    command_lines,
    django_settings,
    enumerations,
    holding,
    modules_by_name,
    tables,
)
from migrator.read.abstract import (
    REFERENCES,
    Abstract,
    AnyOf,
    ClassRef,
    ClientRef,
    DictRef,
    EnumMember,
    ExternalRef,
    FunctionRef,
    HeapDict,
    HeapInstance,
    HeapList,
    InstanceRef,
    JsonText,
    ListRef,
    MethodRef,
    ModuleRef,
    OtherKey,
    ParsedArguments,
    Secret,
    UrlText,
)
from migrator.read.choices import blurred, entry_of, in_each, one_of
from migrator.read.dicts import merge, put, spreads
from migrator.read.environment import from_environment
from migrator.read.inheritance import inherited
from migrator.read.state import freeze
from migrator.read.strings import text_of

if TYPE_CHECKING:
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

_VALUES = (Known, FromEnv, Text, PerRequest)
_ENVIRONMENT = "os.environ"


def evaluate(reader: Reader, node: ast.expr, frame: Frame) -> Abstract:
    """What `node` stands for in `frame`; calls in it take effect on the frame's state."""
    match node:
        case ast.Constant(value=value):
            if value is ...:
                return ExternalRef("builtins.Ellipsis")
            known = frame.module.constant(node)
            return known if known is not None else frame.unknown(node, "it is not a JSON value")
        case ast.Name(id=name):
            return reader.look_up(name, node, frame)
        case ast.Attribute():
            return _attribute(reader, node, frame)
        case ast.Call(func=ast.Name(id="dict"), args=[ast.Call(func=ast.Name(id="filter"))]):
            kept = reader.filtered_dict(node, frame)
            return kept if kept is not None else reader.call(node, frame)
        case ast.Call():
            return reader.call(node, frame)
        case ast.Dict():
            return _dict_display(reader, node, frame)
        case ast.List() | ast.Tuple():
            return _list_display(reader, node, frame)
        case ast.Subscript():
            return _subscript(reader, node, frame)
        case ast.JoinedStr(values=values):
            return text_of([_formatted_part(reader, part, frame) for part in values])
        case ast.BinOp() | ast.BoolOp() | ast.UnaryOp() | ast.Compare() | ast.IfExp():
            return reader.operate(node, frame)
        case ast.NamedExpr(target=target, value=value):
            result = evaluate(reader, value, frame)
            reader.assign_name(target.id, result, frame)
            return result
        case ast.Await(value=value):
            result = evaluate(reader, value, frame)
            reader.others_ran(frame, "other code may have run at an await")
            return result
        case ast.DictComp():
            return reader.dict_comprehension(node, frame)
        case ast.Lambda():
            return reader.define(node, frame)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
            return reader.run_comprehension(node, frame)
        case ast.Yield() | ast.YieldFrom():
            if node.value is not None:
                handed_out = evaluate(reader, node.value, frame)
                reader.spoil(handed_out, "it was yielded", frame)
            reader.others_ran(frame, "other code may have run at a yield")
            return frame.unknown(node, "it comes from the caller of a generator")
        case ast.Starred(value=value):
            held = evaluate(reader, value, frame)
            return reader.member(held, node, "it is unpacked", frame)
    inner = [child for child in ast.iter_child_nodes(node) if isinstance(child, ast.expr)]
    held_by_it = tuple(evaluate(reader, part, frame) for part in inner)
    return blurred(held_by_it, frame.unknown(node, "the expression can't be worked out"))


def builtin(name: str) -> ExternalRef | None:
    """The built-in of that name, if there is one."""
    return ExternalRef(f"builtins.{name}") if hasattr(builtins, name) else None


def plain(value: Abstract, node: ast.expr, frame: Frame) -> Value:
    """`value` as data; objects of the program become their content or an unknown value."""
    if isinstance(value, _VALUES):
        return value
    if isinstance(value, REFERENCES[:2]):
        return freeze(value, frame.state)
    if isinstance(value, Array | Record | OneOf):
        return value
    if isinstance(value, UrlText) or (isinstance(value, EnumMember) and value.is_data):
        return value.value
    return frame.unknown(node, "it is an object of the program, not data")


def as_text(value: Abstract, node: ast.expr, frame: Frame) -> Value:
    """What `str(value)` shows, for a value whose text isn't itself."""
    if isinstance(value, EnumMember):
        return value.text or frame.unknown(node, "how a member is printed isn't known")
    if isinstance(value, AnyOf) and value.cases:
        texts = [(when, each.text) for when, each in value.cases if isinstance(each, EnumMember)]
        shown = [Case(when, text) for when, text in texts if text is not None]
        if len(shown) == len(value.cases):
            return OneOf(tuple(shown))
    return plain(value, node, frame)


def truth(value: Abstract, frame: Frame) -> bool | None:
    """Whether `value` counts as true; None when that isn't known."""
    match value:
        case Known(value=inner):
            return bool(inner)
        case DictRef():
            held = frame.state.dict_of(value)
            if any(not slot.when for slot in held.slots.values()):
                return True
            return False if held.rest is None and not held.slots else None
        case ListRef():
            items = frame.state.list_of(value)
            return bool(items.items) if items.unknown is None else None
        case FunctionRef() | ClassRef() | ModuleRef() | MethodRef():
            return True
        case ExternalRef(name="typing.TYPE_CHECKING"):
            return False
        case Text(parts=parts) if any(isinstance(part, str) and part for part in parts):
            return True
    return None


def _attribute(reader: Reader, node: ast.Attribute, frame: Frame) -> Abstract:
    if isinstance(node.value, ast.Call):
        above = inherited(reader, node.value, node.attr, frame)
        if above is not None:
            return above
    owner = evaluate(reader, node.value, frame)
    match owner:
        case ExternalRef(name="django.conf.settings"):
            return django_settings.setting(reader, node, frame)
        case ExternalRef(name=name):
            return ExternalRef(f"{name}.{node.attr}")
        case ModuleRef(path=path):
            known = reader.module_attribute(path, node.attr, node, frame)
            return holding.by_module_attribute(known, node, frame)
        case InstanceRef():
            known = reader.instance_attribute(owner, node, frame)
            return holding.by_own_attribute(known, owner, node, frame)
        case ClassRef():
            return reader.class_attribute(owner, node, frame)
        case ClientRef():
            return client_parts.attribute(reader, owner, node.attr, frame)
        case AnyOf(cases=(_, *_)) if (
            found := _attribute_of_each(reader, owner, node, frame)
        ) is not None:
            return found
        case AnyOf(cases=(_, *_)) if any(isinstance(v, EnumMember) for _, v in owner.cases):
            return frame.unknown(node, owner.unknown.why)
        case DictRef() | ListRef() | AnyOf():
            if isinstance(owner, AnyOf) and owner.or_none and node.attr in clients.TOUCHING:
                reader.spoil(owner, f"its {node.attr} may be changed", frame)
            return MethodRef(owner, node.attr)
        case Known() | FromEnv() | Text() | JsonText():
            return MethodRef(owner, node.attr)
        case EnumMember():
            data = enumerations.attribute(owner, node.attr)
            if data is not None:
                return data
            if owner.is_data and not enumerations.defines(owner, node.attr):
                return MethodRef(owner.value, node.attr)
        case UrlText() | Secret():
            return MethodRef(owner, node.attr)
        case ParsedArguments():
            return command_lines.argument(reader, owner, node, frame)
        case PerRequest() if modules_by_name.is_some_module(owner):
            return modules_by_name.held_by_some(reader, node.attr, node, frame)
        case PerRequest():
            return agent_answers.attribute(owner, node.attr, frame.unknown(node, owner.why))
    return frame.unknown(node, "the object it is read from isn't known")


def _attribute_of_each(
    reader: Reader, some: AnyOf, node: ast.Attribute, frame: Frame
) -> Abstract | None:
    """What an attribute is of one of several instances that hold data; None for other objects."""
    found: list[tuple[Condition, Abstract]] = []
    for when, value in some.cases:
        if isinstance(value, EnumMember):
            data = enumerations.attribute(value, node.attr)
            if data is None:
                return None
            found.append((when, data))
            continue
        thing = frame.state.heap.get(value.id) if isinstance(value, InstanceRef) else None
        if not isinstance(thing, HeapInstance) or node.attr not in thing.attributes:
            return None
        assert isinstance(value, InstanceRef)
        found.append((when, reader.instance_attribute(value, node, frame)))
    return one_of(found, frame.unknown(node, some.unknown.why))


def _dict_display(reader: Reader, node: ast.Dict, frame: Frame) -> Abstract:
    built = HeapDict(span=frame.module.span(node))
    others: list[tuple[OtherKey | None, Abstract]] = []
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            merge(reader, built, spreads(reader, value, frame), frame)
            continue
        name = evaluate(reader, key, frame)
        content = evaluate(reader, value, frame)
        match name:
            case Known(value=str(text)):
                put(built, text, content)
            case _:
                why = "one of its keys is not a constant string"
                built.rest = frame.unknown(key, why)
                other = tables.other_key(name, frame)
                if other != NOTHING:
                    reader.blur_slots(built, why)
                others.append((other, content))
    besides = len(built.slots) if [key for key, _ in others] == [NOTHING] else 0
    if len(others) + besides == len(node.keys):
        built.others = tables.all_of_a_kind(others)
        built.is_table = bool(built.others)
    for _, content in others if not built.others else ():
        frame.state.share(content)
    return reader.allocate_dict(node, built, frame)


def _list_display(reader: Reader, node: ast.List | ast.Tuple, frame: Frame) -> Abstract:
    built = HeapList(span=frame.module.span(node))
    for item in node.elts:
        if isinstance(item, ast.Starred):
            unpacked = evaluate(reader, item.value, frame)
            if isinstance(unpacked, ListRef) and frame.state.list_of(unpacked).unknown is None:
                built.items.extend(frame.state.list_of(unpacked).items)
            else:
                why = "the items unpacked aren't known"
                built.unknown = frame.unknown(item.value, why)
                built.items.append(reader.member(unpacked, item.value, why, frame))
            continue
        built.items.append(evaluate(reader, item, frame))
    return reader.allocate_list(node, built, frame)


def _subscript(reader: Reader, node: ast.Subscript, frame: Frame) -> Abstract:
    owner = evaluate(reader, node.value, frame)
    index = evaluate(reader, node.slice, frame)
    module = modules_by_name.loaded(reader, owner, index, node, frame)
    if module is not None:
        return module
    match owner, index:
        case ExternalRef(name=name), Known(value=str(variable)) if name == _ENVIRONMENT:
            return from_environment(reader, variable, None, node, frame)
        case DictRef(), Known(value=str(key)):
            held = frame.state.dict_of(owner)
            slot = held.slots.get(key)
            if slot is not None:
                return slot.value
            why = held.rest.why if held.rest is not None else "the dict has no such key"
            return frame.unknown(node, why)
        case AnyOf(cases=(_, *_)), Known(value=str(key)) if (
            taken := in_each(
                owner, entry_of(frame.state, key), frame.unknown(node, owner.unknown.why)
            )
        ) is not None:
            return holding.by_item(taken, node, frame)
        case AnyOf(cases=(_, *_)), OneOf() | PerRequest() | AnyOf() if (
            taken := in_each(
                owner,
                lambda ref: tables.item(ref, index, node, frame, written=node.slice),
                frame.unknown(node, owner.unknown.why),
            )
        ) is not None:
            return taken
        case AnyOf(unknown=unknown), _:
            return reader.member(owner, node, unknown.why, frame)
        case ClassRef(), Known(value=str(name)):
            member = reader.instances.members(owner).get(name)
            if member is not None:
                return member
        case ListRef(), Known(value=int(position)) if not isinstance(position, bool):
            items = frame.state.list_of(owner)
            if items.unknown is None and -len(items.items) <= position < len(items.items):
                return items.items[position]
            return reader.member(owner, node, "the item isn't known", frame)
        case DictRef(), _ if (
            found := tables.item(owner, index, node, frame, written=node.slice)
        ) is not None:
            return found
        case DictRef() | ListRef(), _:
            return reader.member(owner, node, "it is looked up with a key that isn't known", frame)
        case PerRequest(why=why), _:
            return agent_answers.item(owner, index, frame.unknown(node, why))
    return frame.unknown(node, "the object it is read from isn't known")


def _formatted_part(reader: Reader, part: ast.expr, frame: Frame) -> str | Value:
    match part:
        case ast.Constant(value=str(text)):
            return text
        case ast.FormattedValue(value=inner, conversion=conversion, format_spec=spec):
            value = as_text(evaluate(reader, inner, frame), inner, frame)
            if spec is not None or conversion != -1:
                return frame.unknown(inner, "it is put into text with a format of its own")
            return value
    return frame.unknown(part, "the text can't be worked out")
