"""Variants: what a call sends in each of the ways in which its agent's configuration is chosen."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from migrator.model.selection import Asked, Chosen, LookedUp, Selection
from migrator.model.values import NOTHING, Coded, Entry, Key, Question, Record, Value
from migrator.plan.holders import Holders
from migrator.plan.worlds import (
    NoCaseError,
    Subject,
    UnansweredError,
    World,
    questions_in,
    replies_to,
    subject_of,
)

if TYPE_CHECKING:
    from migrator.model.sites import CallSite
    from migrator.plan.flatten import FlatBody, SentField
    from migrator.plan.worlds import Reply

_MOST = 400
# What is no longer than that may be the name of something.
_LONG = 24


class UnselectableError(Exception):
    """The fields are chosen in a way that no code at the call can repeat. `str()` says how."""


class TooManyError(Exception):
    """There are more variants than anyone can want: `count`, or more."""

    def __init__(self, count: int) -> None:
        self.count = count
        super().__init__(str(count))


@dataclass(frozen=True, slots=True)
class SentVariant:
    """What is sent of the agent when the questions are answered so. `words` tell it from others."""

    fields: tuple[SentField, ...]
    words: tuple[str, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Spread:
    """All variants of a call, and what selects among them."""

    variants: tuple[SentVariant, ...]
    selection: Selection


def spread(flat: FlatBody, site: CallSite) -> Spread | None:
    """The variants of what a call sends of its agent; None where nothing selects.

    Raises UnselectableError and TooManyError; UnclearError where it isn't known what selects.
    """
    holders = Holders(site)
    own = [sent for sent in flat.fields if sent.rule.scope != "session"]
    chosen = [replace(sent, value=holders.take(sent.value)) for sent in own]
    body = Record(tuple(Entry(sent.rule.source, sent.value, sent.when) for sent in chosen))
    asked = _ordered(questions_in([body]))
    if not asked and not any(sent.when for sent in chosen):
        return None
    _check(asked, site)
    growing = _Growing(asked, chosen, holders)
    selection = growing.grow(World(), (), ())
    if selection is not None and not _is_even(selection):
        growing = _Growing(asked, chosen, holders, asks_all=True)
        selection = growing.grow(World(), (), ())
    if selection is None:
        raise UnselectableError("whatever is asked for, a table doesn't have it")
    return Spread(tuple(growing.variants), selection)


def sent_variants(flat: FlatBody) -> tuple[SentVariant, ...]:
    """What is sent of the agent in each way in which it is chosen, wherever that is decided.

    Raises UnselectableError and TooManyError; UnclearError where it isn't known what selects.
    """
    chosen = [sent for sent in flat.fields if sent.rule.scope != "session"]
    body = Record(tuple(Entry(sent.rule.source, sent.value, sent.when) for sent in chosen))
    growing = _Growing(_ordered(questions_in([body])), chosen)
    growing.grow(World(), (), ())
    return tuple(growing.variants)


def _ordered(asked: Iterable[Question]) -> list[Question]:
    """Tests first and then tables, as they stand; of what is held, what says most, long texts last."""

    def key(question: Question) -> tuple[bool, bool, int, int]:
        if question.is_all:
            longest = max(map(len, map(_shown, question.keys)), default=0)
            return True, longest > _LONG, 0, -len(question.keys)
        span = question.span
        place = (span.line, span.column) if span else (0, 0)
        return bool(question.keys), False, *place

    return sorted(dict.fromkeys(asked), key=key)


def _check(asked: Sequence[Question], site: CallSite) -> None:
    here = f"{site.path}:{site.function}"
    for question in asked:
        if question.scope == here:
            continue
        place = f" at {question.span.path}:{question.span.line}" if question.span else ""
        raise UnselectableError(
            f"`{_short(question.text)}`{place} is asked in other code than that of the call"
        )


def _is_even(selection: Selection) -> bool:
    """Whether tables have tables for all keys or for none."""
    match selection:
        case Asked(yes=yes, no=no):
            return _is_even(yes) and _is_even(no)
        case LookedUp(by_key=by_key):
            inner = [each for _, each in by_key]
            alike = len({isinstance(each, LookedUp) for each in inner}) < 2
            return alike and all(map(_is_even, inner))
    return True


class _Growing:
    """Builds the selection: tests first and then tables, in the order of the source.

    With `asks_all` it asks also for what others have settled.
    """

    def __init__(
        self,
        asked: Sequence[Question],
        chosen: Sequence[SentField],
        holders: Holders | None = None,
        *,
        asks_all: bool = False,
    ) -> None:
        self._holders, self._asks_all = holders, asks_all
        self.variants: list[SentVariant] = []
        self._asked, self._chosen = asked, chosen
        self._numbers: dict[tuple[tuple[Value, ...], tuple[bool, ...]], int] = {}

    def grow(self, world: World, words: tuple[str, ...], told: tuple[str, ...]) -> Selection | None:
        """What is selected from here on; None where every way is an error."""
        try:
            unanswered = list(self._unanswered(world))
            if not unanswered:
                return Chosen(self._variant(world, words, told))
        except NoCaseError:
            return None
        question = min(unanswered, key=self._asked.index)
        subject, holds = subject_of(question)
        if not question.keys:
            yes = self.grow(
                world.reply(subject, holds), (*words, *_telling(question)), (*told, question.text)
            )
            no = self.grow(
                world.reply(subject, not holds), words, (*told, f"not {_bracketed(question.text)}")
            )
            if yes is None or no is None:
                raise UnselectableError(f"`{_short(question.text)}` decides whether a key is found")
            return yes if yes == no else Asked(question, yes, no)
        return self._table(question, subject, world, words, told)

    def _table(
        self,
        question: Question,
        subject: Subject,
        world: World,
        words: tuple[str, ...],
        told: tuple[str, ...],
    ) -> Selection | None:
        found: list[tuple[Key, Selection]] = []
        other: Selection | None = None
        replies = [r for r in replies_to(question, self._asked) if world.allows(subject, r)]
        if self._holders is not None and self._holders.is_held(subject):
            replies = [r for r in replies if self._holders.allows(world, subject, r)]
            if len(replies) == 1 and not self._asks_all:
                return self.grow(world.reply(subject, replies[0]), words, told)
        if question.together and len(replies) == 1:
            return self.grow(world.reply(subject, replies[0]), words, told)
        for reply in replies:
            shown = _shown(reply)
            named = (*words, _worded(question, reply)) if reply is not None else words
            written = repr(reply) if isinstance(reply, str) else shown
            means = f"{question.text} == {written}" if shown else f"any other {question.text}"
            selected = self.grow(world.reply(subject, reply), named, (*told, means))
            if selected is None:
                continue
            if isinstance(reply, str | Coded):
                found.append((reply, selected))
            else:
                other = selected
        if other is not None and all(selected == other for _, selected in found):
            return other
        if other is not None and question.is_all and self._holders is not None:
            found.append((NOTHING, other))
            other = None
        if other is not None:
            found = [(key, selected) for key, selected in found if selected != other]
        if not found:
            return None
        return LookedUp(question, tuple(found), other)

    def _unanswered(self, world: World) -> Iterator[Question]:
        for sent in self._chosen:
            try:
                _settled(sent, world)
            except UnansweredError as unanswered:
                yield unanswered.question

    def _variant(self, world: World, words: tuple[str, ...], told: tuple[str, ...]) -> int:
        fields = [settled for sent in self._chosen if (settled := _settled(sent, world))]
        same = (
            tuple(sent.value for sent in fields),
            tuple(any(sent.rule is field.rule for field in fields) for sent in self._chosen),
        )
        if same not in self._numbers:
            self._numbers[same] = len(self.variants)
            self.variants.append(SentVariant(tuple(fields), words, " and ".join(told)))
            if len(self.variants) > _MOST:
                raise TooManyError(len(self.variants))
        return self._numbers[same]


def _settled(sent: SentField, world: World) -> SentField | None:
    """The field as it is sent in a world, None when it isn't."""
    if not all(world.holds(condition) for condition in sent.when):
        return None
    return replace(sent, value=world.settled(sent.value), when=())


def _telling(question: Question) -> tuple[str, ...]:
    """The words of a test that tell what holds when it does."""
    test = ast.parse(question.text, mode="eval").body
    match test:
        case ast.Compare(ops=[ast.Eq()], comparators=[ast.Constant(value=str(text))]):
            return (text,)
        case ast.Compare(ops=[ast.Eq() | ast.Is()], comparators=[ast.Attribute(attr=name)]):
            return (name,)
        case ast.Compare(ops=[ast.In()], comparators=[ast.Tuple(elts=several)]):
            texts = [part.value for part in several if isinstance(part, ast.Constant)]
            members = tuple(part.attr for part in several if isinstance(part, ast.Attribute))
            if len(members) == len(several):
                return members
            return tuple(text for text in texts if isinstance(text, str)) or (question.text,)
        case ast.Compare(left=left, ops=[ast.IsNot()], comparators=[ast.Constant(value=None)]):
            test = left
        case ast.Compare():
            return (question.text,)
    if isinstance(test, ast.Call):
        test = test.func
    if isinstance(test, ast.Attribute):
        return (test.attr,)
    return (ast.unparse(test),)


def _shown(reply: Reply) -> str:
    """A key as people say it; nothing for any other."""
    return reply.code if isinstance(reply, Coded) else str(reply or "")


def _worded(question: Question, reply: Reply) -> str:
    """What tells one key from the others, as a word of a name."""
    if not isinstance(reply, Coded):
        return str(reply)
    holder, _, name = reply.code.rpartition(".")
    return name if holder else f"{question.text.rpartition('.')[2]} {name}"


def _bracketed(text: str) -> str:
    return text if text.isidentifier() else f"({text})"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}..."
