"""Worlds: every way in which the questions that code asks may be answered, as far as they count."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from migrator.model.values import (
    Answer,
    Array,
    Coded,
    Combinations,
    Condition,
    Entry,
    Key,
    Known,
    OneOf,
    PerRequest,
    Question,
    Record,
    Text,
    Value,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

Reply: TypeAlias = "bool | Key | None"
# A longer text is no key that people want to read in a table.
LONGEST_KEY = 60
_POSITIVE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.IsNot: ast.Is,
    ast.NotEq: ast.Eq,
    ast.NotIn: ast.In,
}
_PARAMETER = "it is a parameter of"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about, however it is put: a test, or an expression with its values.

    What is told apart by `nth` or `bound` is another subject, as are keys of another `kind`. Of an expression that a table is asked
    for, whose value is `key` as far as it is known, the answer is the text that it is, or None for any that no table has.
    """

    scope: str
    text: str
    is_key: bool = False
    nth: int = 0
    bound: tuple[tuple[str, str], ...] = ()
    kind: str = ""
    key: PerRequest | None = field(default=None, compare=False)
    together: Combinations = field(default=(), compare=False)
    is_all: bool = field(default=False, compare=False)


class UnansweredError(Exception):
    """What is chosen depends on a question that has no answer yet."""

    def __init__(self, question: Question) -> None:
        self.question = question
        super().__init__(question.text)


class UnclearError(Exception):
    """What is chosen depends on something that isn't known question by question."""

    def __init__(self, condition: Condition) -> None:
        self.condition = condition
        super().__init__(condition.text)


class NoCaseError(Exception):
    """Code that gets here raises an error: a key is looked up that a table doesn't have."""


@dataclass(frozen=True, slots=True)
class World:
    """Questions by their subjects, and how they are answered."""

    replies: Mapping[Subject, Reply] = field(default_factory=dict)

    def reply(self, subject: Subject, reply: Reply) -> World:
        """The same world with one more answer."""
        return World({**self.replies, subject: reply})

    def allows(self, subject: Subject, reply: Reply) -> bool:
        """Whether an answer is possible beside those that compare the same expression."""
        if not subject.is_key or subject.nth or subject.kind:
            return True
        if subject.together and not self._is_given(subject, reply):
            return False
        for other, known in self.replies.items():
            alike = (other.scope, other.bound) == (subject.scope, subject.bound)
            compared = _comparison(other) if alike else None
            if compared is not None and compared[0] == subject.text:
                same = reply == compared[1]
                if (known is True and reply is not None and not same) or (known is False and same):
                    return False
            meant = _meant(other, subject, reply) if alike else None
            if meant is not None and meant is not known:
                return False
        return True

    def _is_given(self, subject: Subject, reply: Reply) -> bool:
        """Whether callers give a text together with those that parameters are known to be."""
        beside = {
            other.text: known
            for other, known in self.replies.items()
            if isinstance(known, str) and other.together == subject.together
            if (other.scope, other.bound) == (subject.scope, subject.bound)
        }
        if isinstance(reply, str):
            beside[subject.text] = reply
        return any(
            all(given.get(name) == text for name, text in beside.items())
            for given in map(dict, subject.together)
        )

    def holds(self, condition: Condition) -> bool:
        """Whether a condition holds. Raises UnansweredError and UnclearError."""
        if not condition.answers:
            raise UnclearError(condition)
        return all(self._agrees(answer) for answer in condition.answers)

    def _agrees(self, answer: Answer) -> bool:
        question = answer.question
        subject, holds = subject_of(question)
        if subject not in self.replies:
            told = self._told(subject)
            if told is None:
                raise UnansweredError(question)
            return (told is holds) is answer.value
        reply = self.replies[subject]
        if not question.keys:
            return (reply is holds) is answer.value
        return (reply if reply in question.keys else None) == answer.value

    def _told(self, subject: Subject) -> bool | None:
        """Whether a test holds, where others of the same expression say so."""
        for other, reply in self.replies.items():
            if (other.scope, other.bound) == (subject.scope, subject.bound):
                meant = _meant(subject, other, reply)
                if meant is not None:
                    return meant
        compared = _comparison(subject)
        if compared is None:
            return None
        text, constant = compared
        for other, reply in self.replies.items():
            alike = (other.scope, other.bound) == (subject.scope, subject.bound)
            named = other.is_key and not other.nth and not other.kind
            if alike and named and other.text == text and reply:
                return reply == constant
            found = _comparison(other) if alike else None
            if found is not None and found[0] == text and found[1] != constant and reply is True:
                return False
        return None

    def settled(self, value: Value) -> Value:
        """A value as it is in this world. Raises as `holds`, and NoCaseError."""
        match value:
            case OneOf(cases=cases):
                for case in cases:
                    if self.holds(case.when):
                        return self.settled(case.value)
                raise NoCaseError
            case Array(items=items):
                return replace(value, items=tuple(map(self.settled, items)))
            case Text(parts=parts):
                return _joined(
                    replace(
                        value,
                        parts=tuple(p if isinstance(p, str) else self.settled(p) for p in parts),
                    )
                )
            case Record(entries=entries):
                kept = [
                    Entry(entry.key, self.settled(entry.value))
                    for entry in entries
                    if all(self.holds(condition) for condition in entry.when)
                ]
                return replace(value, entries=tuple(kept))
            case PerRequest(choice=OneOf() as choice):
                return self.settled(choice)
            case PerRequest(why=why) if why.startswith(_PARAMETER):
                return self._looked_up(value)
        return value

    def _looked_up(self, value: PerRequest) -> Value:
        """A parameter that a table was asked for is the key that was found."""
        for subject, reply in self.replies.items():
            if subject.key == value and isinstance(reply, str):
                return Known(reply)
        return value


def _joined(text: Text) -> Value:
    """A text whose parts are all known, as a constant."""
    parts = [part.value if isinstance(part, Known) else part for part in text.parts]
    texts = [part for part in parts if isinstance(part, str)]
    return Known("".join(texts), text.span) if len(texts) == len(parts) else text


def subject_of(question: Question) -> tuple[Subject, bool]:
    """What a question is about, and whether its answer is given straight or the other way round."""
    told = (question.nth, question.bound)
    if question.keys:
        together = question.together or _given_with(question.key)
        first = question.keys[0]
        kind = first.kind if isinstance(first, Coded) else ""
        key = question.key
        found = Subject(question.scope, question.text, True, *told, kind, key, together)
        return replace(found, is_all=question.is_all), True
    test = ast.parse(question.text, mode="eval").body
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and type(test.ops[0]) in _POSITIVE:
        positive = ast.Compare(test.left, [_POSITIVE[type(test.ops[0])]()], test.comparators)
        return Subject(question.scope, ast.unparse(positive), False, *told), False
    return Subject(question.scope, ast.unparse(test), False, *told), True


def _given_with(key: PerRequest | None) -> Combinations:
    """What goes with a parameter that a table is asked for."""
    if key is None or key.choice is None:
        return ()
    asked = [answer.question for case in key.choice.cases for answer in case.when.answers]
    return next((q.together for q in asked if q.is_all and q.text == key.text), ())


def _meant(test: Subject, variable: Subject, reply: Reply) -> bool | None:
    """Whether a test of nothing but a variable holds, where this is one of known texts or None."""
    if test.is_key or test.nth or variable.nth or not (variable.is_key and variable.is_all):
        return None
    if variable.kind or isinstance(reply, Coded):
        return None
    if test.text == variable.text:
        return bool(reply)
    return reply is None if test.text == f"{variable.text} is None" else None


def _comparison(subject: Subject) -> tuple[str, str] | None:
    if subject.is_key or subject.nth or "==" not in subject.text:
        return None
    match ast.parse(subject.text, mode="eval").body:
        case ast.Compare(left=left, ops=[ast.Eq()], comparators=[ast.Constant(value=str(text))]):
            return ast.unparse(left), text
    return None


def questions_in(values: Iterable[Value]) -> Iterator[Question]:
    """Every question that decides a part of a value."""
    for part in _parts(values):
        if isinstance(part, Condition):
            yield from (answer.question for answer in part.answers)
        elif part.choice is not None:
            yield from questions_in([part.choice])


def _parts(values: Iterable[Value]) -> Iterator[Condition | PerRequest]:
    for value in values:
        match value:
            case PerRequest():
                yield value
            case OneOf(cases=cases):
                yield from (case.when for case in cases)
                yield from _parts(case.value for case in cases)
            case Array(items=items):
                yield from _parts(items)
            case Text(parts=parts):
                yield from _parts(p for p in parts if not isinstance(p, str))
            case Record(entries=entries):
                yield from (when for entry in entries for when in entry.when)
                yield from _parts(entry.value for entry in entries)


def replies_to(question: Question, asked: Sequence[Question]) -> list[Reply]:
    """How a question can be answered, where `asked` are all that are asked."""
    if not question.keys:
        return [True, False]
    subject, _ = subject_of(question)
    alike = [q for q in asked if q.keys and subject_of(q)[0] == subject]
    keys: list[Reply] = list(dict.fromkeys(key for q in alike for key in q.keys))
    return keys if any(_goes_with_others(q, asked) for q in alike) else [*keys, None]


def _goes_with_others(question: Question, asked: Sequence[Question]) -> bool:
    """Whether long texts, as a parameter takes them, go each with short ones that are asked for."""
    if not question.is_all or question.default or not _is_long(question):
        return False
    others = {
        q.text
        for q in asked
        if q.is_all and (q.scope, q.together) == (question.scope, question.together)
        if q.text != question.text and not _is_long(q)
    }
    told: dict[tuple[tuple[str, str | None], ...], set[str | None]] = {}
    for given in question.together:
        beside = tuple((name, text) for name, text in given if name in others)
        told.setdefault(beside, set()).add(dict(given).get(question.text))
    return bool(told) and all(len(texts) == 1 for texts in told.values())


def _is_long(question: Question) -> bool:
    return any(isinstance(key, str) and len(key) > LONGEST_KEY for key in question.keys)


def worlds(asked: Sequence[Question], settle: Callable[[World], object]) -> Iterator[World]:
    """Every world in which `settle` gets an answer to each question that it comes to.

    `asked` are all questions there may be. NoCaseError ends a world like any result; UnclearError
    is passed on.
    """
    pending = [World()]
    while pending:
        world = pending.pop()
        try:
            settle(world)
        except UnansweredError as unanswered:
            subject, holds = subject_of(unanswered.question)
            replies = replies_to(unanswered.question, asked)
            for reply in reversed(replies):
                given = reply is holds if isinstance(reply, bool) else reply
                if world.allows(subject, given):
                    pending.append(world.reply(subject, given))
            continue
        except NoCaseError:
            pass
        yield world
