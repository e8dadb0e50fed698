"""Telling: what a test of a variable comes to, where all the texts are known that this may be."""

from __future__ import annotations

import ast

from migrator.model.values import Answer, Case, Condition, Known, OneOf, Value


def told_apart(when: Condition, one: Value, other: Value) -> OneOf | None:
    """What is `one` when a test of a variable holds, else `other`, by what the variable is.

    One of them is the variable itself, for which the other stands in. None where the test is about
    something else, or the values are.
    """
    about = when.about
    if about is None or not (one is about or other is about):
        return None
    match when.answers:
        case [Answer(question, bool() as wanted)] if about.choice is not None:
            found: list[Case] = []
            for case in about.choice.cases:
                holds = _holds(question.text, about.text, case.value)
                value = one if holds is wanted else other
                value = case.value if value is about else value
                if holds is None or not isinstance(value, Known):
                    return None
                found.append(Case(case.when, value))
            return OneOf(tuple(found))
    return None


def tested_name(test: ast.expr) -> ast.Name | None:
    """The only variable that a test is about; None for those that are about something else."""
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return tested_name(operand)
        case ast.Compare(left=ast.Name() as name, ops=[_], comparators=[ast.Constant()]):
            return name
        case ast.Name():
            return test
    return None


def _holds(test: str, name: str, value: Value) -> bool | None:
    """Whether a test holds when the variable that it is about has a value."""
    if not isinstance(value, Known):
        return None
    match ast.parse(test, mode="eval").body:
        case ast.Name(id=tested) if tested == name:
            return bool(value.value)
        case ast.Compare(
            left=ast.Name(id=tested), ops=[operator], comparators=[ast.Constant(value=constant)]
        ) if tested == name and (constant is None or isinstance(constant, str)):
            same = type(constant) is type(value.value) and constant == value.value
            if isinstance(operator, ast.Eq) or (isinstance(operator, ast.Is) and constant is None):
                return same
            if isinstance(operator, ast.NotEq) or (
                isinstance(operator, ast.IsNot) and constant is None
            ):
                return not same
    return None
