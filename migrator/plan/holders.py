"""Holders: what other code chose, by the names and attributes in which the call's own code has it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from migrator.model.values import (
    Answer,
    Array,
    Case,
    Condition,
    Entry,
    Known,
    OneOf,
    PerRequest,
    Question,
    Record,
    Text,
    Value,
)
from migrator.plan.worlds import (
    LONGEST_KEY,
    NoCaseError,
    Subject,
    UnclearError,
    World,
    questions_in,
    subject_of,
    worlds,
)

if TYPE_CHECKING:
    from migrator.model.sites import CallSite
    from migrator.plan.worlds import Reply

_MOST_WORLDS = 2000


@dataclass(slots=True)
class Holders:
    """Choices of a call that are asked for by what holds them, which is one text in each case."""

    site: CallSite
    _choices: dict[Subject, OneOf] = field(default_factory=dict)
    _together: list[dict[Subject, str]] | None = None

    def take(self, value: Value) -> Value:
        """A value with those choices as the call's own code can tell what they are."""
        match value:
            case OneOf(cases=cases):
                held = self._held(value)
                if held is not None:
                    return held
                keyed = self._held(value.by) if value.by is not None else None
                if keyed is not None and value.by is not None:
                    return self._looked_up(value, value.by, keyed)
                inner = tuple(replace(case, value=self.take(case.value)) for case in cases)
                return replace(value, cases=inner)
            case PerRequest(choice=OneOf() as choice):
                return self.take(choice)
            case Array(items=items):
                return replace(value, items=tuple(map(self.take, items)))
            case Text(parts=parts):
                taken = tuple(p if isinstance(p, str) else self.take(p) for p in parts)
                return replace(value, parts=taken)
            case Record(entries=entries):
                kept = tuple(Entry(e.key, self.take(e.value), e.when) for e in entries)
                return replace(value, entries=kept)
        return value

    def _looked_up(self, value: OneOf, key: OneOf, held: OneOf) -> OneOf:
        """What a table gave for a key, by what the call's own code has the key in."""
        when = {case.value: case.when for case in held.cases}
        found = zip(key.cases, value.cases, strict=True)
        return OneOf(tuple(Case(when[k.value], self.take(each.value)) for k, each in found))

    def is_held(self, subject: Subject) -> bool:
        """Whether a question is about such a choice."""
        return subject in self._choices

    def allows(self, world: World, subject: Subject, reply: Reply) -> bool:
        """Whether a choice can be that text beside what the others are in a world."""
        if subject not in self._choices:
            return True
        known = {s: r for s, r in world.replies.items() if s in self._choices}
        known[subject] = reply
        return any(
            all(together.get(each) == text for each, text in known.items())
            for together in self._possible()
        )

    def _held(self, value: OneOf) -> OneOf | None:
        here = f"{self.site.path}:{self.site.function}"
        if not value.held or not _reaches(value.holder, here):
            return None
        if all(_is_own(question, here) for question in questions_in([value])):
            return None
        texts = [case.value.value for case in value.cases if isinstance(case.value, Known)]
        keys = tuple(dict.fromkeys(text for text in texts if isinstance(text, str)))
        if len(texts) < len(value.cases) or not all(isinstance(text, str) for text in texts):
            return None
        if any(len(key) > LONGEST_KEY or not key.isprintable() for key in keys):
            return None
        question = Question(value.held, here, keys, is_all=True, span=value.place)
        self._choices.setdefault(subject_of(question)[0], value)
        self._together = None
        return OneOf(
            tuple(
                Case(
                    Condition(f"{value.held} == {key!r}", None, (Answer(question, key),)),
                    Known(key),
                )
                for key in keys
            )
        )

    def _possible(self) -> list[dict[Subject, str]]:
        """What all choices are in each world."""
        if self._together is None:
            found: list[dict[Subject, str]] = []

            def settle(world: World) -> None:
                for choice in self._choices.values():
                    world.settled(choice)

            asked = list(questions_in(self._choices.values()))
            try:
                for world in islice(worlds(asked, settle), _MOST_WORLDS):
                    found += self._in(world)
            except UnclearError:
                pass
            self._together = found
        return self._together

    def _in(self, world: World) -> list[dict[Subject, str]]:
        try:
            settled = {s: world.settled(choice) for s, choice in self._choices.items()}
        except NoCaseError:
            return []
        texts = {
            s: value.value
            for s, value in settled.items()
            if isinstance(value, Known) and isinstance(value.value, str)
        }
        return [texts]


def _reaches(holder: str, here: str) -> bool:
    """Whether a function sees what another one, a module or a class holds."""
    return here == holder or (holder.endswith((":", ".")) and here.startswith(holder))


def _is_own(question: Question, here: str) -> bool:
    """Whether the function itself asks, in a way that code can repeat."""
    return question.scope == here and not (question.is_all and question.default)
