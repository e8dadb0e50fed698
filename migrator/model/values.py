"""The lattice `read` evaluates to: what a piece of code sends, and how much of that is known.

Everything is immutable; two equal values mean the code sends the same thing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from migrator.model.json_types import Json, canonical

# Of these, a different type is a different JSON text, and one type has one text a value.
_SCALARS = (str, bool, int, type(None))

# What is given together: each time, names with the text of each, or None.
Combinations: TypeAlias = tuple[tuple[tuple[str, str | None], ...], ...]
Cast: TypeAlias = Literal["str", "int", "float", "bool", "json", "is", "is_lower"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one source file: lines from 1, columns from 0 in UTF-8 bytes, as in `ast`."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column + 1}"


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """One JSON constant. Equality tells `1` from `True` and `1.0`, as the wire does."""

    value: Json
    span: Span | None = None

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Known):
            return False
        one, two = self.value, other.value
        if type(one) in _SCALARS and type(two) in _SCALARS:
            return type(one) is type(two) and one == two
        return canonical(one) == canonical(two)

    def __hash__(self) -> int:
        if type(self.value) in _SCALARS:
            return hash((type(self.value), self.value))
        return hash(canonical(self.value))


@dataclass(frozen=True, slots=True)
class FromEnv:
    """A value the process environment decides: `NAME`, what stands in when it is unset, its cast.

    Cast with `is`, it is whether the text is one of `among`; with `is_lower`, in lower case.
    """

    name: str
    default: Known | None = None
    cast: Cast = "str"
    span: Span | None = field(default=None, compare=False)
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A string in parts: literal pieces, and values whose text is put in between."""

    parts: tuple[str | Value, ...]
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Array:
    """A list whose length is known."""

    items: tuple[Value, ...]
    span: Span | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Coded:
    """A key of a table that isn't a text, as `code` says it: `1`, `True`, `Tier.GOLD`.

    `kind` is the type of such keys: its name, or the path and the name of an enumeration.
    """

    code: str
    kind: str


NOTHING = Coded("None", "None")
Key: TypeAlias = str | Coded


@dataclass(frozen=True, slots=True)
class Question:
    """What code asks when it chooses a value, as it is written.

    Without `keys` it is a test, answered True or False. With them it is looked up in a table that
    has these keys: the answer is one of them, or None for any other, which raises an error unless
    the lookup has a `default`; `key` is what it is asked for, as a value. With `is_all` nothing is
    looked up: a variable is one of the keys, or with a `default` None, and nothing else. Asked by
    functions that are called, it is written as their caller would, and `via` is the call. `scope` is
    the function that asks, empty where that was entered from other code or asks anew in each round
    of a loop. `rank` tells what a module or an initializer may answer otherwise at another place:
    it is the how manieth that is written so, from 1. For other code it is the `nth`. `bound` are the
    variables in it that are bound several times, with what they stand for there. `together` are the
    texts that callers give parameters with one another, this one among them; none where any goes with any.
    `is_part` tells that it is one of several things that a table is asked for together.
    """

    text: str
    scope: str
    keys: tuple[Key, ...] = ()
    default: bool = False
    key: PerRequest | None = None
    is_all: bool = False
    via: str = ""
    nth: int = 0
    bound: tuple[tuple[str, str], ...] = ()
    rank: int = field(default=0, compare=False)
    span: Span | None = field(default=None, compare=False)
    together: Combinations = field(default=(), compare=False)
    is_part: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """A question, and how it has to be answered."""

    question: Question
    value: bool | Key | None


@dataclass(frozen=True, slots=True)
class Condition:
    """What must hold, as source text, for an entry to be there or a case to be chosen.

    `answers` say the same question by question; there are none where it isn't known what is asked.
    `about` is the variable, one of known texts, that is all that is tested.
    """

    text: str
    span: Span | None = field(default=None, compare=False)
    answers: tuple[Answer, ...] = ()
    about: PerRequest | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Entry:
    """One key of a record. With conditions, it is there only when they hold."""

    key: str
    value: Value
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A dict being built. `rest` says why more keys than these may be in it; None is closed."""

    entries: tuple[Entry, ...] = ()
    rest: PerRequest | None = None
    span: Span | None = field(default=None, compare=False)

    def get(self, key: str) -> Entry | None:
        """The entry of that key, or None."""
        return next((entry for entry in self.entries if entry.key == key), None)


@dataclass(frozen=True, slots=True)
class Case:
    """One of finitely many values, with what selects it."""

    when: Condition
    value: Value


@dataclass(frozen=True, slots=True)
class OneOf:
    """Finitely many values, and what selects among them.

    `held` is an expression that has the value where the code is that was read last, and `holder` the
    function that this is in; it may have another one at other places than `place`. `by` is what a
    table was asked for to find it, case for case.
    """

    cases: tuple[Case, ...]
    span: Span | None = field(default=None, compare=False)
    held: str = field(default="", compare=False)
    holder: str = field(default="", compare=False)
    place: Span | None = field(default=None, compare=False)
    by: OneOf | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class AgentPart:
    """A part of what the API answered of an agent: its id as written, and the keys to the part."""

    agent: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PerRequest:
    """Not known: the expression as written, and why it isn't known.

    `nth` tells apart equal expressions of one function that are evaluated at different places.
    `agent` says which part of an agent it is, where the code has read it from the API; `among` are
    places of dicts that it may be, where it is one of several. `choice` are the texts that it may be
    by its own name, where all of them are known.
    """

    text: str
    why: str = field(compare=False)
    span: Span | None = field(default=None, compare=False)
    nth: int = 0
    agent: AgentPart | None = field(default=None, compare=False)
    among: tuple[Span, ...] = field(default=(), compare=False)
    choice: OneOf | None = field(default=None, compare=False)


Value: TypeAlias = "Known | FromEnv | Text | Array | Record | OneOf | PerRequest"
