"""Holding: the names and attributes in which code has what it, or other code, has chosen."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.model.values import Case, Condition, Known, OneOf, PerRequest, Question
from migrator.read.abstract import HeapInstance
from migrator.read.asking import scope_of
from migrator.read.module import bound_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.model.values import Span
    from migrator.read.abstract import Abstract, InstanceRef
    from migrator.read.frame import Frame


def by_name(value: Abstract, name: str, node: ast.expr, frame: Frame) -> Abstract:
    """What a name stands for, as the code has it that says the name.

    Where it may stand for something else later, it is known at the place of `node`.
    """
    if not isinstance(value, OneOf | PerRequest):
        return value
    local = frame.function is not None and name in frame.module.local_names(frame.function)
    scope = scope_of(frame)
    if local and frame.function is not None:
        place = None if name in bound_once(frame.function) else frame.module.span(node)
        return held(value, name, scope, scope, place) if scope else value
    return value if name in frame.closure else held(value, name, f"{frame.module.path}:", scope)


def by_module_attribute(value: Abstract, node: ast.Attribute, frame: Frame) -> Abstract:
    """What `module.name` stands for, as the code has it that says so."""
    code = frame.module.code(node)
    plain = isinstance(node.value, ast.Name)
    return held(value, code, f"{frame.module.path}:", scope_of(frame)) if plain else value


def by_own_attribute(
    value: Abstract, owner: InstanceRef, node: ast.Attribute, frame: Frame
) -> Abstract:
    """What `self.name` stands for, as the methods of its class have it."""
    thing = frame.state.heap.get(owner.id)
    function = frame.function
    if not isinstance(value, OneOf | PerRequest) or not isinstance(thing, HeapInstance):
        return value
    if function is None or node.attr not in thing.attributes or frame.owner is None:
        return value
    given = [*function.args.posonlyargs, *function.args.args]
    is_self = isinstance(node.value, ast.Name) and given and node.value.id == given[0].arg
    holder = f"{thing.cls.path}:{thing.cls.node.name}."
    return held(value, frame.module.code(node), holder, scope_of(frame)) if is_self else value


def by_item(value: Abstract, node: ast.Subscript, frame: Frame) -> Abstract:
    """What `name["key"]` stands for, as the code has it that says so."""
    scope = scope_of(frame)
    match node:
        case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant()) if scope:
            local = frame.function is None or name in frame.module.local_names(frame.function)
            place = frame.module.span(node)
            return held(value, frame.module.code(node), scope, scope, place) if local else value
    return value


def by_default(value: OneOf, node: ast.BoolOp, frame: Frame) -> OneOf:
    """What `name or default` stands for, as the code has it that says so."""
    first, *others = node.values
    parts = [part for other in others for part in ast.walk(other)]
    steady = all(isinstance(part, ast.Name | ast.Constant | ast.expr_context) for part in parts)
    scope = scope_of(frame)
    if not isinstance(first, ast.Name) or not steady or not scope:
        return value
    return replace(value, held=frame.module.code(node), holder=scope)


def held(
    value: Abstract, text: str, holder: str, scope: str, place: Span | None = None
) -> Abstract:
    """A choice of texts as `text` has it in a function; `scope` is the one that is being read.

    What other functions asked for it counts as asked there and then. `place` is where it has it,
    where it may be another one later.
    """
    choice = value.choice if isinstance(value, PerRequest) else value
    if not isinstance(choice, OneOf) or not all(map(_is_text, choice.cases)):
        return value
    if choice is not value and all(q.scope == scope for q in _questions(choice)):
        return value
    cases = tuple(replace(case, when=_there(case.when, scope)) for case in choice.cases)
    there = OneOf(cases, choice.span, text, holder, place)
    return replace(value, choice=there) if isinstance(value, PerRequest) else there


def _is_text(case: Case) -> bool:
    return isinstance(case.value, Known) and isinstance(case.value.value, str | None)


def _questions(choice: OneOf) -> Iterator[Question]:
    for case in choice.cases:
        yield from (answer.question for answer in case.when.answers)


def _there(when: Condition, scope: str) -> Condition:
    answers = [
        replace(answer, question=replace(answer.question, nth=answer.question.rank))
        if answer.question.scope != scope
        else answer
        for answer in when.answers
    ]
    return replace(when, answers=tuple(answers))
