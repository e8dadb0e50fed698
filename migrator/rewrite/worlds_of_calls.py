"""The worlds of an edited call: however its questions are answered, what it sent and its agent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.model.values import Entry, Record, Value
from migrator.plan.flatten import FlatBody, SentField
from migrator.plan.worlds import NoCaseError, UnclearError, World, questions_in, worlds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.model.sites import CallSite
    from migrator.model.values import Question


class UnsureError(Exception):
    """It isn't known what chooses. `str()` is one sentence."""


def worlds_of(before: FlatBody, new: CallSite, scope: str) -> Iterator[World]:
    """The worlds that tell apart what the old call sent of its agent, and the new call's agent.

    All questions must be asked in the function of that `scope`. Raises UnsureError.
    """
    sent = Record(tuple(Entry(each.rule.source, each.value, each.when) for each in _own(before)))
    agent = [new.agent] if new.agent is not None else []
    asked = list(questions_in([sent, *agent]))
    for question in asked:
        if question.scope != scope and not _was_asked_before(question, asked, scope):
            raise UnsureError(f"`{question.text}` is asked in other code than the call's")

    def settle(world: World) -> None:
        fields_in(world, before)
        agent_in(world, new)

    try:
        yield from worlds(asked, settle)
    except UnclearError as unclear:
        raise UnsureError(f"it isn't known what chooses: {unclear.condition.text}") from None


def _was_asked_before(question: Question, asked: Sequence[Question], scope: str) -> bool:
    """Whether a module asked it, or the initializer of the one instance that the call knows."""
    if not question.scope or question.via:
        return False
    if question.scope.endswith(":"):
        return True
    makers = {each.scope for each in asked if each.scope.endswith(".__init__")} - {scope}
    return makers == {question.scope} and "." in scope.rpartition(":")[2]


def fields_in(world: World, before: FlatBody) -> list[SentField] | None:
    """What the call sends of its agent in a world; None where that is an error."""
    try:
        return [
            replace(sent, value=world.settled(sent.value), when=())
            for sent in _own(before)
            if all(world.holds(condition) for condition in sent.when)
        ]
    except NoCaseError:
        return None


def agent_in(world: World, call: CallSite) -> Value | None:
    """The agent that a call opens its session through in a world; None where that is an error."""
    try:
        return world.settled(call.agent) if call.agent is not None else None
    except NoCaseError:
        return None


def _own(body: FlatBody) -> list[SentField]:
    return [sent for sent in body.fields if sent.rule.scope != "session"]
