"""Selection: which of several agents a call opens its session through, question by question."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from migrator.model.values import Key, Question


@dataclass(frozen=True, slots=True)
class Chosen:
    """The end of a selection: the variant of that number, from 0."""

    variant: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A test, and what is chosen when it holds and when it doesn't."""

    question: Question
    yes: Selection
    no: Selection


@dataclass(frozen=True, slots=True)
class LookedUp:
    """A key, and what is chosen for each of those that are known.

    `other` is chosen for any other key; None tells that such a key is an error.
    """

    question: Question
    by_key: tuple[tuple[Key, Selection], ...]
    other: Selection | None


Selection: TypeAlias = "Chosen | Asked | LookedUp"


ONLY = Chosen(0)


def questions(selection: Selection) -> Iterator[Question]:
    """What a selection asks, from the outside in; a question may come several times."""
    match selection:
        case Asked(question=question, yes=yes, no=no):
            yield question
            yield from questions(yes)
            yield from questions(no)
        case LookedUp(question=question, by_key=by_key, other=other):
            yield question
            for _, inner in by_key:
                yield from questions(inner)
            if other is not None:
                yield from questions(other)
