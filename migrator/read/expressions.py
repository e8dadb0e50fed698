"""What an expression stands for: from syntax to values, one kind of node at a time."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

from migrator.model.values import (
    Array,
    Condition,
    FromEnv,
    Known,
    OneOf,
    PerRequest,
    Record,
    Text,
    Value,
)
from migrator.read.abstract import (
    REFERENCES,
    Abstract,
    ClassRef,
    ClientRef,
    DictRef,
    ExternalRef,
    FunctionRef,
    HeapDict,
    HeapList,
    InstanceRef,
    JsonText,
    ListRef,
    MethodRef,
    ModuleRef,
)
from migrator.read.dicts import merge_into, put
from migrator.read.module import constant
from migrator.read.state import choose, freeze
from migrator.read.strings import is_text, percent, text_of

if TYPE_CHECKING:
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

_VALUES = (Known, FromEnv, Text, PerRequest)
_ENVIRONMENT = "os.environ"


def evaluate(reader: Reader, node: ast.expr, frame: Frame) -> Abstract:
    """What `node` stands for in `frame`; calls in it take effect on the frame's state."""
    match node:
        case ast.Constant(value=value):
            known = constant(value, frame.module.span(node))
            return known if known is not None else frame.unknown(node, "it is not a JSON value")
        case ast.Name(id=name):
            return reader.look_up(name, node, frame)
        case ast.Attribute():
            return _attribute(reader, node, frame)
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
        case ast.BinOp():
            return _binary(reader, node, frame)
        case ast.BoolOp():
            return _boolean(reader, node, frame)
        case ast.UnaryOp():
            return _unary(reader, node, frame)
        case ast.Compare():
            return _compare(reader, node, frame)
        case ast.IfExp():
            return _conditional(reader, node, frame)
        case ast.NamedExpr(target=target, value=value):
            result = evaluate(reader, value, frame)
            frame.state.names[target.id] = result
            return result
        case ast.Await(value=value):
            result = evaluate(reader, value, frame)
            frame.state.spoil_shared("other code may have run at an await")
            return result
        case ast.DictComp():
            return reader.dict_comprehension(node, frame)
        case ast.Lambda():
            return reader.define(node, frame)
        case ast.ListComp() | ast.SetComp() | ast.GeneratorExp():
            reader.run_comprehension(node, frame)
            return frame.unknown(node, "it is built by a comprehension")
        case ast.Yield() | ast.YieldFrom():
            if node.value is not None:
                handed_out = evaluate(reader, node.value, frame)
                reader.spoil(handed_out, "it was yielded", frame)
            return frame.unknown(node, "it comes from the caller of a generator")
        case ast.Starred(value=value):
            evaluate(reader, value, frame)
            return frame.unknown(node, "it is unpacked")
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            evaluate(reader, child, frame)
    return frame.unknown(node, "the expression can't be worked out")


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
    return frame.unknown(node, "it is an object of the program, not data")


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
    owner = evaluate(reader, node.value, frame)
    match owner:
        case ExternalRef(name="django.conf.settings"):
            return reader.django_setting(node, frame)
        case ExternalRef(name=name):
            return ExternalRef(f"{name}.{node.attr}")
        case ModuleRef(path=path):
            return reader.module_attribute(path, node.attr, node, frame)
        case InstanceRef():
            return reader.instance_attribute(owner, node, frame)
        case ClassRef():
            return reader.class_attribute(owner, node, frame)
        case ClientRef():
            return reader.client_attribute(owner, node.attr, frame)
        case DictRef() | ListRef():
            return MethodRef(owner, node.attr)
        case Known() | FromEnv() | Text() | JsonText():
            return MethodRef(owner, node.attr)
        case PerRequest():
            return frame.unknown(node, owner.why)
    return frame.unknown(node, "the object it is read from isn't known")


def _dict_display(reader: Reader, node: ast.Dict, frame: Frame) -> Abstract:
    built = HeapDict(span=frame.module.span(node))
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            merge_into(reader, built, value, frame)
            continue
        name = evaluate(reader, key, frame)
        content = evaluate(reader, value, frame)
        match name:
            case Known(value=str(text)):
                put(built, text, content)
            case _:
                why = "one of its keys is not a constant string"
                built.rest = frame.unknown(key, why)
                reader.spoil_slots(built, why)
    return reader.allocate_dict(node, built, frame)


def _list_display(reader: Reader, node: ast.List | ast.Tuple, frame: Frame) -> Abstract:
    built = HeapList(span=frame.module.span(node))
    for item in node.elts:
        if isinstance(item, ast.Starred):
            unpacked = evaluate(reader, item.value, frame)
            if isinstance(unpacked, ListRef) and frame.state.list_of(unpacked).unknown is None:
                built.items.extend(frame.state.list_of(unpacked).items)
            else:
                built.unknown = frame.unknown(item.value, "the items unpacked aren't known")
            continue
        built.items.append(evaluate(reader, item, frame))
    return reader.allocate_list(node, built, frame)


def _subscript(reader: Reader, node: ast.Subscript, frame: Frame) -> Abstract:
    owner = evaluate(reader, node.value, frame)
    index = evaluate(reader, node.slice, frame)
    match owner, index:
        case ExternalRef(name=name), Known(value=str(variable)) if name == _ENVIRONMENT:
            if why := reader.program.outside.environment(variable):
                return frame.unknown(node, why)
            return FromEnv(variable, None, "str", frame.module.span(node))
        case DictRef(), Known(value=str(key)):
            held = frame.state.dict_of(owner)
            slot = held.slots.get(key)
            if slot is not None:
                return slot.value
            why = held.rest.why if held.rest is not None else "the dict has no such key"
            return frame.unknown(node, why)
        case ListRef(), Known(value=int(position)) if not isinstance(position, bool):
            items = frame.state.list_of(owner)
            if items.unknown is None and -len(items.items) <= position < len(items.items):
                return items.items[position]
            return frame.unknown(node, "the item isn't known")
        case DictRef() | ListRef(), _:
            return frame.unknown(node, "it is looked up with a key that isn't known")
        case PerRequest(why=why), _:
            return frame.unknown(node, why)
    return frame.unknown(node, "the object it is read from isn't known")


def _formatted_part(reader: Reader, part: ast.expr, frame: Frame) -> str | Value:
    match part:
        case ast.Constant(value=str(text)):
            return text
        case ast.FormattedValue(value=inner, conversion=conversion, format_spec=spec):
            value = plain(evaluate(reader, inner, frame), inner, frame)
            if spec is not None or conversion != -1:
                return frame.unknown(inner, "it is put into text with a format of its own")
            return value
    return frame.unknown(part, "the text can't be worked out")


def _binary(reader: Reader, node: ast.BinOp, frame: Frame) -> Abstract:
    left, right = evaluate(reader, node.left, frame), evaluate(reader, node.right, frame)
    match node.op:
        case ast.Add():
            return _added(reader, node, left, right, frame)
        case ast.Mod() if isinstance(left, Known) and isinstance(left.value, str):
            result = _percent(left.value, node.right, right, frame)
            return result if result is not None else frame.unknown(node, "the format isn't plain")
        case ast.BitOr() if isinstance(left, DictRef) and isinstance(right, DictRef):
            merged = frame.state.dict_of(left).copy()
            merged.shared, merged.origins = False, frozenset()
            merge_into(reader, merged, node.right, frame, known=right)
            return reader.allocate_dict(node, merged, frame)
        case ast.Mult() | ast.Sub() | ast.Div() if isinstance(left, Known):
            return _arithmetic(node, left, right, frame)
    why = next((v.why for v in (left, right) if isinstance(v, PerRequest)), "it is computed")
    return frame.unknown(node, why)


def _added(
    reader: Reader, node: ast.BinOp, left: Abstract, right: Abstract, frame: Frame
) -> Abstract:
    match left, right:
        case Known(value=int() | float() as one), Known(value=int() | float() as other):
            return Known(one + other, frame.module.span(node))
        case ListRef(), ListRef():
            first, second = frame.state.list_of(left), frame.state.list_of(right)
            joined = HeapList([*first.items, *second.items], first.unknown or second.unknown)
            return reader.allocate_list(node, joined, frame)
    if is_text(left) or is_text(right):
        return text_of([plain(left, node.left, frame), plain(right, node.right, frame)])
    why = next((v.why for v in (left, right) if isinstance(v, PerRequest)), "it is computed")
    return frame.unknown(node, why)


def _arithmetic(node: ast.BinOp, left: Known, right: Abstract, frame: Frame) -> Abstract:
    match left.value, right:
        case ((int() | float() as one), Known(value=int() | float() as other)):
            try:
                result = _calculated(node.op, one, other)
            except ArithmeticError:
                return frame.unknown(node, "it is computed")
            known = constant(result, frame.module.span(node)) if result is not None else None
            return known if known is not None else frame.unknown(node, "it is no JSON number")
    return frame.unknown(node, "it is computed")


def _calculated(operator: ast.operator, one: float, other: float) -> float | None:
    match operator:
        case ast.Mult():
            return one * other
        case ast.Sub():
            return one - other
        case ast.Div():
            return one / other
    return None


def _percent(template: str, node: ast.expr, right: Abstract, frame: Frame) -> Value | None:
    match right:
        case DictRef():
            held = frame.state.dict_of(right)
            if held.rest is not None or any(slot.when for slot in held.slots.values()):
                return None
            return percent(
                template, {k: plain(s.value, node, frame) for k, s in held.slots.items()}
            )
        case ListRef() if isinstance(node, ast.Tuple):
            items = frame.state.list_of(right).items
            values = [
                plain(item, part, frame) for item, part in zip(items, node.elts, strict=False)
            ]
            return percent(template, values)
    return percent(template, [plain(right, node, frame)])


def _boolean(reader: Reader, node: ast.BoolOp, frame: Frame) -> Abstract:
    wants = isinstance(node.op, ast.Or)
    result = evaluate(reader, node.values[0], frame)
    for operand in node.values[1:]:
        decided = truth(result, frame)
        branch = frame.fork()
        following = evaluate(reader, operand, branch)
        if decided is wants:
            continue
        if decided is not None:
            frame.state.become(branch.state)
            result = following
            continue
        reader.rejoin(frame, branch.state, None, "it was only evaluated in some cases")
        chosen = _or_default(result, following, node, frame) if wants else None
        unclear = frame.unknown(node, "which operand it is isn't known")
        result = chosen if chosen is not None else unclear
    return result


def _or_default(
    first: Abstract, second: Abstract, node: ast.BoolOp, frame: Frame
) -> Abstract | None:
    match first, second:
        case FromEnv(default=None | Known(value=None | "")), Known():
            return FromEnv(first.name, second, first.cast, first.span)
        case PerRequest(why=why), _:
            return frame.unknown(node, why)
    return None


def _unary(reader: Reader, node: ast.UnaryOp, frame: Frame) -> Abstract:
    operand = evaluate(reader, node.operand, frame)
    match node.op, operand:
        case ast.Not(), _ if (decided := truth(operand, frame)) is not None:
            return Known(not decided, frame.module.span(node))
        case ast.USub(), Known(value=int() | float() as number):
            return Known(-number, frame.module.span(node))
        case _, PerRequest(why=why):
            return frame.unknown(node, why)
    return frame.unknown(node, "it is computed")


def _compare(reader: Reader, node: ast.Compare, frame: Frame) -> Abstract:
    operands = [evaluate(reader, part, frame) for part in (node.left, *node.comparators)]
    if len(operands) == 2:
        decided = _decided(node.ops[0], operands[0], operands[1], frame)
        if decided is not None:
            return Known(decided, frame.module.span(node))
    return frame.unknown(node, "it is a comparison")


def _decided(operator: ast.cmpop, left: Abstract, right: Abstract, frame: Frame) -> bool | None:
    match operator, left, right:
        case ast.Eq(), Known(value=one), Known(value=other):
            return one == other
        case ast.NotEq(), Known(value=one), Known(value=other):
            return one != other
        case ast.Is(), Known(value=one), Known(value=None):
            return one is None
        case ast.IsNot(), Known(value=one), Known(value=None):
            return one is not None
        case ast.Is(), DictRef() | ListRef(), Known(value=None):
            return False
        case ast.IsNot(), DictRef() | ListRef(), Known(value=None):
            return True
        case ast.In() | ast.NotIn(), Known(value=str(key)), DictRef():
            held = frame.state.dict_of(right)
            slot = held.slots.get(key)
            inside = isinstance(operator, ast.In)
            if slot is not None and not slot.when:
                return inside
            return not inside if slot is None and held.rest is None else None
    return None


def presence(test: ast.expr, reader: Reader, frame: Frame) -> tuple[Condition, ...] | None:
    """The conditions that `"key" in some_dict` stands for, None for any other test."""
    match test:
        case ast.Compare(left=left, ops=[ast.In()], comparators=[container]):
            key = evaluate(reader, left, frame)
            owner = evaluate(reader, container, frame)
            if isinstance(key, Known) and isinstance(key.value, str) and isinstance(owner, DictRef):
                slot = frame.state.dict_of(owner).slots.get(key.value)
                return slot.when if slot is not None else None
    return None


def _conditional(reader: Reader, node: ast.IfExp, frame: Frame) -> Abstract:
    decided = truth(evaluate(reader, node.test, frame), frame)
    other = frame.fork()
    one_value = evaluate(reader, node.body, frame)
    other_value = evaluate(reader, node.orelse, other)
    if decided is True:
        return one_value
    if decided is False:
        frame.state.become(other.state)
        return other_value
    when = Condition(ast.unparse(node.test), frame.module.span(node.test))
    reader.rejoin(frame, other.state, when, "it was only evaluated in some cases")
    if one_value == other_value:
        return one_value
    if isinstance(one_value, REFERENCES) or isinstance(other_value, REFERENCES):
        for value in (one_value, other_value):
            reader.spoil(value, "it may be another object", frame)
        return frame.unknown(node, "it is one of two objects")
    one, two = plain(one_value, node.body, frame), plain(other_value, node.orelse, frame)
    return choose(one, two, when, ast.unparse(node))
