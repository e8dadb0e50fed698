"""Operators: arithmetic, text, `|`, comparisons, `and`/`or`, conditional expressions."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.model.values import Case, Condition, FromEnv, Known, OneOf, PerRequest, Text, Value
from migrator.read import holding, url_objects
from migrator.read.abstract import (
    Abstract,
    ClientRef,
    DictRef,
    ExternalRef,
    HeapList,
    InstanceRef,
    ListRef,
    LoweredText,
    UrlText,
)
from migrator.read.asking import asked
from migrator.read.choices import blurred, one_of
from migrator.read.dicts import merge, spreads
from migrator.read.expressions import as_text, evaluate, plain, truth
from migrator.read.heap import objects_of
from migrator.read.joining import choose, negated
from migrator.read.module import constant
from migrator.read.strings import is_text, percent, text_of
from migrator.read.telling import tested_name

if TYPE_CHECKING:
    from migrator.model.json_types import Json
    from migrator.model.values import Cast
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader


_ELLIPSIS = ExternalRef("builtins.Ellipsis")


def operate(
    reader: Reader,
    node: ast.BinOp | ast.BoolOp | ast.UnaryOp | ast.Compare | ast.IfExp,
    frame: Frame,
) -> Abstract:
    """What an operator makes of its operands."""
    match node:
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


def _binary(reader: Reader, node: ast.BinOp, frame: Frame) -> Abstract:
    left = evaluate(reader, node.left, frame)
    if isinstance(node.op, ast.BitOr) and isinstance(left, DictRef):
        parts = spreads(reader, node.right, frame)
        merged = frame.state.dict_of(left).twin()
        merge(reader, merged, parts, frame)
        return reader.allocate_dict(node, merged, frame)
    right = evaluate(reader, node.right, frame)
    if isinstance(left, UrlText) and isinstance(node.op, ast.Div):
        return url_objects.divided(left, node, right, frame)
    match node.op:
        case ast.Add():
            return _added(reader, node, left, right, frame)
        case ast.Mod() if isinstance(left, Known) and isinstance(left.value, str):
            result = _percent(left.value, node.right, right, frame)
            return result if result is not None else frame.unknown(node, "the format isn't plain")
        case ast.Mult() | ast.Sub() | ast.Div() if isinstance(left, Known):
            return _arithmetic(node, left, right, frame)
    return _computed(node, left, right, frame)


def _computed(node: ast.expr, left: Abstract, right: Abstract, frame: Frame) -> Abstract:
    """What comes out may hold what the operands hold."""
    why = next((v.why for v in (left, right) if isinstance(v, PerRequest)), "it is computed")
    return blurred((left, right), frame.unknown(node, why))


def _added(
    reader: Reader, node: ast.BinOp, left: Abstract, right: Abstract, frame: Frame
) -> Abstract:
    match left, right:
        case Known(value=int() | float() as one), Known(value=int() | float() as other):
            known = constant(one + other, frame.module.span(node))
            return known if known is not None else frame.unknown(node, "it is no JSON number")
        case ListRef(), ListRef():
            first, second = frame.state.list_of(left), frame.state.list_of(right)
            joined = HeapList([*first.items, *second.items], first.unknown or second.unknown)
            return reader.allocate_list(node, joined, frame)
    if is_text(left) or is_text(right):
        return text_of([plain(left, node.left, frame), plain(right, node.right, frame)])
    return _computed(node, left, right, frame)


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
                template, {k: as_text(s.value, node, frame) for k, s in held.slots.items()}
            )
        case ListRef() if isinstance(node, ast.Tuple):
            held_items = frame.state.list_of(right)
            if held_items.unknown is not None:
                return None
            items = held_items.items
            values = [
                as_text(item, part, frame) for item, part in zip(items, node.elts, strict=False)
            ]
            return percent(template, values)
    return percent(template, [as_text(right, node, frame)])


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
        result = chosen if chosen is not None else blurred((result, following), unclear)
    return result


def _or_default(
    first: Abstract, second: Abstract, node: ast.BoolOp, frame: Frame
) -> Abstract | None:
    match first, second:
        case FromEnv(default=Known(value=None | ""), cast="str"), Known():
            return FromEnv(first.name, second, first.cast, first.span)
        case FromEnv(default=None, cast="str"), Known():
            return first
        case ((PerRequest(choice=OneOf() as choice) | (OneOf() as choice)), Known()):
            return _unless_empty(choice, second, node, frame)
        case PerRequest(why=why), _:
            return blurred((second,), frame.unknown(node, why))
    return None


def _unless_empty(choice: OneOf, default: Known, node: ast.BoolOp, frame: Frame) -> OneOf | None:
    """One of several values, but `default` for those that count as false."""
    found = []
    for case in choice.cases:
        if not isinstance(case.value, Known):
            return None
        found.append(case if case.value.value else Case(case.when, default))
    return holding.by_default(OneOf(tuple(found)), node, frame)


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
        told = _told_by_environment(node.ops[0], operands[0], operands[1], frame)
        if told is not None:
            return replace(told, span=frame.module.span(node))
    return frame.unknown(node, "it is a comparison")


def _told_by_environment(
    operator: ast.cmpop, left: Abstract, right: Abstract, frame: Frame
) -> FromEnv | None:
    """`os.environ["X"] == "text"`, or `in ("text", ...)`, in lower case or not."""
    cast: Cast = "is_lower" if isinstance(left, LoweredText) else "is"
    read = left.value if isinstance(left, LoweredText) else left
    among: list[Abstract] = []
    if isinstance(operator, ast.Eq):
        among = [right]
    elif isinstance(operator, ast.In) and isinstance(right, ListRef):
        held = frame.state.list_of(right)
        among = list(held.items) if held.unknown is None else []
    texts = tuple(text.value for text in among if isinstance(text, Known))
    names = tuple(text for text in texts if isinstance(text, str))
    if not isinstance(read, FromEnv) or read.cast != "str" or not names:
        return None
    if len(names) != len(among):
        return None
    default = read.default
    if default is not None:
        unset = default.value
        if unset is None and cast == "is_lower":
            return FromEnv(read.name, None, cast, None, names)
        text = unset.lower() if isinstance(unset, str) and cast == "is_lower" else unset
        default = Known(text in names)
    return FromEnv(read.name, default, cast, None, names)


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
        case ast.Is(), _, Known(value=None) if is_something(left):
            return False
        case ast.IsNot(), _, Known(value=None) if is_something(left):
            return True
        case ast.Is() | ast.IsNot(), _, _ if left == right and _is_one_object(left):
            return isinstance(operator, ast.Is)
        case ast.Is() | ast.IsNot(), _, _ if _differ(left, right) or _differ(right, left):
            return isinstance(operator, ast.IsNot)
        case ast.In() | ast.NotIn(), Known(value=one), ListRef():
            return _inside(one, right, isinstance(operator, ast.In), frame)
        case ast.In() | ast.NotIn(), Known(value=str(key)), DictRef():
            held = frame.state.dict_of(right)
            slot = held.slots.get(key)
            inside = isinstance(operator, ast.In)
            if slot is not None and not slot.when:
                return inside
            return not inside if slot is None and held.rest is None else None
    return None


def is_something(value: Abstract) -> bool:
    """Whether a value surely isn't None."""
    match value:
        case Known(value=inner):
            return inner is not None
        case FromEnv(cast=cast, default=default):
            return cast != "json" and default != Known(None)
        case OneOf(cases=cases):
            return all(is_something(case.value) for case in cases)
    return isinstance(value, Text | DictRef | ListRef | ClientRef | InstanceRef)


def _is_one_object(value: Abstract) -> bool:
    return isinstance(value, InstanceRef) or value == _ELLIPSIS


def _differ(value: Abstract, other: Abstract) -> bool:
    """Whether `value` surely isn't the very object `other`, which is one of a kind."""
    if isinstance(value, OneOf):
        return all(_differ(case.value, other) for case in value.cases)
    data = isinstance(value, Known | Text | FromEnv | DictRef | ListRef)
    one_of_a_kind = isinstance(other, InstanceRef) or other == _ELLIPSIS
    return one_of_a_kind and (data or (value == _ELLIPSIS and isinstance(other, InstanceRef)))


def _inside(one: Json, items: ListRef, wanted: bool, frame: Frame) -> bool | None:
    """Whether a constant is in a list of constants."""
    held = frame.state.list_of(items)
    known = [item.value for item in held.items if isinstance(item, Known)]
    if held.unknown is not None or len(known) != len(held.items):
        return None
    return (one in known) is wanted


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
    name = tested_name(node.test)
    about = evaluate(reader, name, frame) if name is not None else None
    other = frame.fork()
    one_value = evaluate(reader, node.body, frame)
    other_value = evaluate(reader, node.orelse, other)
    if decided is True:
        return one_value
    if decided is False:
        frame.state.become(other.state)
        return other_value
    when = asked(node.test, frame, None, about)
    reader.rejoin(frame, other.state, when, "it was only evaluated in some cases")
    if one_value == other_value:
        return one_value
    if objects_of(one_value) or objects_of(other_value):
        cases = [(when, one_value), (negated(when), other_value)]
        return one_of(cases, frame.unknown(node, "it is one of two objects"))
    one, two = plain(one_value, node.body, frame), plain(other_value, node.orelse, frame)
    return choose(one, two, when, frame.module.code(node))
