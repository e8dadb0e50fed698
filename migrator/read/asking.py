"""Asking: the tests and lookups by which code chooses among values, and what their answers mean."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.model.values import (
    Answer,
    Case,
    Condition,
    Known,
    OneOf,
    PerRequest,
    Question,
)
from migrator.read.origins import from_outside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.read.abstract import Abstract
    from migrator.read.frame import Frame


def asked(test: ast.expr, frame: Frame, text: str | None = None) -> Condition:
    """That a test holds where `frame` stands; `text` is what to call it instead of its code."""
    code, span = frame.module.code(test), frame.module.span(test)
    if text is not None and text != code:
        return Condition(text, span)
    holds = True
    while isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        test, holds = test.operand, not holds
    question = _placed(test, Question("", ""), frame)
    return Condition(code, span, (Answer(question, holds),))


def looked_up(
    key: ast.expr, value: Abstract, keys: Sequence[str], frame: Frame, *, default: bool
) -> list[Condition]:
    """That a table with these keys is asked for each of them, and last for another by default."""
    code, span = frame.module.code(key), frame.module.span(key)
    unknown = value if isinstance(value, PerRequest) else None
    question = _placed(key, Question("", "", tuple(keys), default, unknown), frame)
    found = [Condition(f"{code} == {name!r}", span, (Answer(question, name),)) for name in keys]
    if default:
        others = ", ".join(map(repr, keys))
        found.append(Condition(f"{code} not in ({others},)", span, (Answer(question, None),)))
    return found


def named_choice(name: str, values: Sequence[str], frame: Frame) -> OneOf:
    """That a variable is one of these texts and nothing else."""
    question = Question(name, _scope(frame), tuple(values), is_all=True)
    return OneOf(
        tuple(
            Case(Condition(f"{name} == {value!r}", None, (Answer(question, value),)), Known(value))
            for value in values
        )
    )


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
    scope, span = _scope(frame), frame.module.span(node)
    if scope or not frame.chain or frame.round:
        return replace(question, text=frame.module.code(node), scope=scope, span=span)
    outside = from_outside(node, frame.activation())
    if outside is None:
        return replace(question, text=frame.module.code(node), span=span)
    written, root = outside
    first = frame.chain[0]
    if isinstance(root.function, ast.Lambda) or first not in root.module.parents:
        return replace(question, text=frame.module.code(node), span=span)
    name = root.module.qualified_name(root.function) if root.function is not None else ""
    return replace(
        question,
        text=ast.unparse(written),
        scope=f"{root.module.path}:{name}",
        via=root.module.code(first),
        span=root.module.span(first),
    )


def _scope(frame: Frame) -> str:
    if frame.chain or frame.round or frame.class_body or isinstance(frame.function, ast.Lambda):
        return ""
    name = frame.module.qualified_name(frame.function) if frame.function is not None else ""
    return f"{frame.module.path}:{name}"
