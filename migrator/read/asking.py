"""Asking: the tests and lookups by which code chooses among values, and what their answers mean."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.model.values import (
    Answer,
    Case,
    Coded,
    Combinations,
    Condition,
    Key,
    Known,
    OneOf,
    PerRequest,
    Question,
)
from migrator.read.module import bound_once
from migrator.read.origins import AT_CREATION, from_outside
from migrator.read.repeating import is_asked_anew
from migrator.read.steadiness import bound_in, named, rank

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.read.abstract import Abstract, EnumMember
    from migrator.read.frame import Frame


def asked(
    test: ast.expr, frame: Frame, text: str | None = None, known: Abstract | None = None
) -> Condition:
    """That a test holds where `frame` stands; `text` is what to call it instead of its code.

    `known` is the variable that it is about, if it is about one alone.
    """
    code, span = frame.module.code(test), frame.module.span(test)
    if text is not None and text != code:
        return Condition(text, span)
    holds = True
    while isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test, holds = test.operand, not holds
    if is_asked_anew(test, frame):
        return Condition(f"{code} (run anew each time)", span)
    question = _placed(test, Question("", ""), frame)
    about = known if isinstance(known, PerRequest) and known.choice is not None else None
    return Condition(code, span, (Answer(question, holds),), about)


def looked_up(
    key: ast.expr,
    value: Abstract,
    keys: Sequence[Key],
    frame: Frame,
    *,
    default: bool,
    is_part: bool = False,
) -> list[Condition]:
    """That a table with these keys is asked for each of them, and last for another by default.

    `is_part` tells that the key is one of several which make one.
    """
    code, span = frame.module.code(key), frame.module.span(key)
    unknown = value if isinstance(value, PerRequest) else None
    question = Question("", "", tuple(keys), default, unknown, is_part=is_part)
    question = _placed(key, question, frame)
    texts = [name.code if isinstance(name, Coded) else repr(name) for name in keys]
    found = [
        Condition(f"{code} == {text}", span, (Answer(question, name),))
        for text, name in zip(texts, keys, strict=True)
    ]
    if default:
        others = ", ".join(texts)
        found.append(Condition(f"{code} not in ({others},)", span, (Answer(question, None),)))
    if is_asked_anew(key, frame):
        return [replace(condition, answers=()) for condition in found]
    return found


def named_choice(
    name: str,
    values: Sequence[str | None],
    scope: str,
    bound: tuple[tuple[str, str], ...] = (),
    together: Combinations = (),
) -> OneOf:
    """That a variable of the function `scope` is one of these texts, or None, and nothing else.

    `bound` tells it from others of that name, `together` what it goes with.
    """
    texts = tuple(value for value in values if value is not None)
    question = Question(
        name, scope, texts, default=None in values, is_all=True, bound=bound, together=together
    )
    found = [
        Case(Condition(f"{name} == {value!r}", None, (Answer(question, value),)), Known(value))
        for value in texts
    ]
    if None in values:
        found.append(
            Case(Condition(f"{name} is None", None, (Answer(question, None),)), Known(None))
        )
    return OneOf(tuple(found))


def member_choice(
    name: str, members: Sequence[EnumMember], scope: str
) -> tuple[tuple[Condition, EnumMember], ...]:
    """That a variable of the function `scope` is one of these members, and nothing else."""
    coded = [coded_member(member) for member in members]
    keys = tuple(key for key in coded if key is not None)
    question = Question(name, scope, keys, is_all=True)
    return tuple(
        (Condition(f"{name} == {key.code}", None, (Answer(question, key),)), member)
        for key, member in zip(keys, members, strict=True)
    )


def coded_member(member: EnumMember) -> Coded | None:
    """A member as code says it, where its enumeration stands at the top of its module."""
    node = member.cls.node
    if node.col_offset:
        return None
    return Coded(f"{node.name}.{member.name}", f"{member.cls.path}:{node.name}")


def nth_choice(
    name: str, count: int, scope: str, bound: tuple[tuple[str, str], ...] = ()
) -> list[Condition]:
    """That a variable is each of so many objects; code can only ask for what these hold."""
    numbers = tuple(map(str, range(1, count + 1)))
    question = Question(name, scope, numbers, default=True, is_all=True, bound=bound)
    return [Condition(f"{name} is item {n}", None, (Answer(question, n),)) for n in numbers]


def opposite(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """The answers when a condition doesn't hold; none where several could be why."""
    match answers:
        case [Answer(question, bool() as value)]:
            return (Answer(question, not value),)
    return ()


def together(*conditions: Condition) -> tuple[Answer, ...]:
    """The answers when all conditions hold; none where some of them aren't known."""
    if not all(condition.answers for condition in conditions):
        return ()
    return tuple(answer for condition in conditions for answer in condition.answers)


def both(first: Condition, second: Condition) -> Condition:
    """That two conditions hold."""
    return Condition(f"({first.text}) and ({second.text})", first.span, together(first, second))


def _placed(node: ast.expr, question: Question, frame: Frame) -> Question:
    """The question with its text and place, as the function says it that is being read."""
    scope, span = scope_of(frame), frame.module.span(node)
    question = replace(question, rank=rank(node, frame), bound=bound_in(node, frame))
    if scope or not frame.chain or frame.round:
        return replace(question, text=frame.module.code(node), scope=scope, span=span)
    outside = from_outside(node, frame.activation())
    if outside is None:
        return replace(question, text=frame.module.code(node), span=span)
    written, root = outside
    first = frame.chain[0]
    rebound = root.function is not None and not named(written) <= bound_once(root.function)
    if isinstance(root.function, ast.Lambda) or first not in root.module.parents or rebound:
        return replace(question, text=frame.module.code(node), span=span)
    name = root.module.qualified_name(root.function) if root.function is not None else ""
    return replace(
        question,
        text=ast.unparse(written),
        scope=f"{root.module.path}:{name}",
        via=root.module.code(first),
        span=root.module.span(first),
    )


def scope_of(frame: Frame) -> str:
    """The function that a frame is in, empty where that was entered from other code."""
    if frame.round or frame.class_body or isinstance(frame.function, ast.Lambda):
        return ""
    if frame.chain not in ((), (AT_CREATION,)):
        return ""
    name = frame.module.qualified_name(frame.function) if frame.function is not None else ""
    return f"{frame.module.path}:{name}"
