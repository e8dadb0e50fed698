"""What a name can stand for while code is read: values of the lattice, and references to objects.

Dicts, lists, clients and instances are objects on a heap, so that two names of one object see the
same changes. A reference is only an object's number; the object itself belongs to a `State`.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self, TypeAlias

from migrator.model.values import (
    Array,
    Coded,
    Condition,
    FromEnv,
    Key,
    Known,
    OneOf,
    PerRequest,
    Record,
    Span,
    Text,
    Value,
)

if TYPE_CHECKING:
    from migrator.read.origins import Activation, Spot

ObjectId: TypeAlias = tuple[str, int, int, int]


@dataclass(frozen=True, slots=True)
class DictRef:
    """A dict on the heap."""

    id: ObjectId


@dataclass(frozen=True, slots=True)
class ListRef:
    """A list or tuple on the heap."""

    id: ObjectId


@dataclass(frozen=True, slots=True)
class ClientRef:
    """An HTTP client or session object on the heap."""

    id: ObjectId


@dataclass(frozen=True, slots=True)
class InstanceRef:
    """An instance of a class of the scanned tree."""

    id: ObjectId


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some object: one of those among, or one that nothing knows; which one isn't known.

    With `or_none` it is one of those among or None, and nothing else. `cases` say what it is by
    what selects it, where code that is followed does.
    """

    among: frozenset[ObjectId]
    unknown: PerRequest
    or_none: bool = False
    cases: tuple[tuple[Condition, Abstract], ...] = ()


@dataclass(frozen=True, slots=True)
class ExternalRef:
    """Something outside the tree by its dotted name, such as `requests.post`."""

    name: str


@dataclass(frozen=True, slots=True)
class ModuleRef:
    """A module of the tree by its path."""

    path: str


FunctionNode: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


@dataclass(frozen=True, slots=True)
class FunctionRef:
    """A function of the tree; with `receiver` it is a bound method.

    `closure` is what it sees of the functions around it, `around` the activation that defined it.
    `plain` tells that what decorates it calls it with the arguments it is given, `doubt` why
    another function may be called instead.
    """

    path: str
    node: FunctionNode
    receiver: InstanceRef | ClassRef | None = None
    closure: Mapping[str, Abstract] | None = field(default=None, hash=False, repr=False)
    around: Activation | None = field(default=None, hash=False, compare=False, repr=False)
    plain: bool = field(default=False, hash=False, compare=False)
    doubt: str = field(default="", hash=False, compare=False)


@dataclass(frozen=True, slots=True)
class ClassRef:
    """A class of the tree."""

    path: str
    node: ast.ClassDef


@dataclass(frozen=True, slots=True)
class ImportedRef:
    """A name taken from another module of the tree, whose value is looked up when it is used."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class MethodRef:
    """A method of a built-in or client object, not yet called: `payload.update`."""

    receiver: (
        DictRef | ListRef | ClientRef | InstanceRef | AnyOf | JsonText | UrlText | Secret | Value
    )
    name: str


@dataclass(frozen=True, slots=True)
class PartialRef:
    """`functools.partial` of a function that sends requests, with the arguments it holds.

    `name` is the function's own, `place` where the partial is made.
    """

    function: Abstract
    name: str
    positional: tuple[Abstract, ...]
    named: Mapping[str, Abstract] = field(hash=False)
    spots: tuple[Spot, ...] = field(hash=False, compare=False, repr=False)
    named_spots: Mapping[str, Spot] = field(hash=False, compare=False, repr=False)
    place: str = ""


@dataclass(frozen=True, slots=True)
class JsonText:
    """JSON text made from an object: what it held then, and what was dumped, where it is written.

    `within` is the activation that dumped it.
    """

    value: Value
    node: ast.expr | None = field(hash=False, compare=False)
    path: str
    is_bytes: bool = False
    within: Activation | None = field(default=None, hash=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class FieldRef:
    """What `field(...)` or `Field(...)` says of one field of a data class.

    `factory` makes its default for each instance; `options` are the other arguments.
    """

    default: Abstract | None
    factory: Abstract | None
    options: Mapping[str, Abstract] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class EnumMember:
    """A member of an enumeration: `is_data` when it is a string or number, `text` printed."""

    cls: ClassRef
    name: str
    value: Known
    is_data: bool = False
    text: Known | None = None


@dataclass(frozen=True, slots=True)
class ParsedArguments:
    """What a parser of a command line gives, made in the module at `path`: `unknown` otherwise."""

    path: str
    unknown: PerRequest


@dataclass(frozen=True, slots=True)
class UrlText:
    """A URL object of a library, by its text."""

    value: Value
    library: str


@dataclass(frozen=True, slots=True)
class LoweredText:
    """The text of an environment variable in lower case."""

    value: FromEnv


@dataclass(frozen=True, slots=True)
class Secret:
    """An object that shows its text only through `get_secret_value()`."""

    value: Value


Abstract: TypeAlias = (
    Known
    | FromEnv
    | Text
    | Array
    | Record
    | OneOf
    | PerRequest
    | DictRef
    | ListRef
    | ClientRef
    | InstanceRef
    | AnyOf
    | ExternalRef
    | ModuleRef
    | FunctionRef
    | ClassRef
    | MethodRef
    | PartialRef
    | ImportedRef
    | JsonText
    | FieldRef
    | EnumMember
    | ParsedArguments
    | UrlText
    | LoweredText
    | Secret
)

PLAIN = (Known, FromEnv, Text, Array, Record, OneOf, PerRequest)
REFERENCES = (DictRef, ListRef, ClientRef, InstanceRef)


def is_code(value: Abstract | None) -> bool:
    """Whether `value` is a function, a class or an object whose methods the program defines."""
    return isinstance(value, FunctionRef | ClassRef | InstanceRef)


@dataclass(frozen=True, slots=True)
class Slot:
    """One key of a dict on the heap, and the conditions under which it is there."""

    value: Abstract
    when: tuple[Condition, ...] = ()


@dataclass(slots=True, kw_only=True)
class HeapObject:
    """What all objects on the heap have.

    `shared`: code that can't be followed may reach it. `captured`: code that runs at other times
    can reach it, so a change of it has to be known to all who read it. `foreign`: it was made by
    other code than what is being read. `changes` counts changes. `spoilt` tells that nothing of its
    content is known.
    """

    shared: bool = False
    captured: bool = field(default=False, compare=False)
    foreign: bool = field(default=False, compare=False)
    changes: int = field(default=0, compare=False)
    spoilt: bool = field(default=False, compare=False)

    @property
    def is_reached_elsewhere(self) -> bool:
        """Whether other code has a way to it, and so to whatever is put into it."""
        return self.shared or self.captured or self.foreign

    def copy(self) -> Self:
        """The same object, for another path or another time."""
        return replace(self)


OtherKey: TypeAlias = Coded | tuple[Key, ...]


@dataclass(slots=True)
class HeapDict(HeapObject):
    """A dict under construction. `rest` says why it may hold other keys too.

    `others` are keys that aren't texts, with what it was made to hold for them; with `is_table` it
    holds that and nothing else.
    """

    slots: dict[str, Slot] = field(default_factory=dict)
    rest: PerRequest | None = None
    others: tuple[tuple[OtherKey, Abstract], ...] = ()
    is_table: bool = False
    span: Span | None = None

    def copy(self) -> HeapDict:
        """The same dict, for another path or another time."""
        return HeapDict(
            slots=dict(self.slots),
            rest=self.rest,
            others=self.others,
            is_table=self.is_table,
            span=self.span,
            shared=self.shared,
            captured=self.captured,
            foreign=self.foreign,
            changes=self.changes,
            spoilt=self.spoilt,
        )

    def twin(self) -> HeapDict:
        """Another dict with the same slots."""
        return HeapDict(slots=dict(self.slots), rest=self.rest, others=self.others, span=self.span)


@dataclass(slots=True)
class HeapList(HeapObject):
    """A list under construction. `unknown` says why its items aren't known."""

    items: list[Abstract] = field(default_factory=list)
    unknown: PerRequest | None = None
    span: Span | None = None

    def copy(self) -> HeapList:
        """The same list, for another path or another time."""
        return HeapList(
            items=list(self.items),
            unknown=self.unknown,
            span=self.span,
            shared=self.shared,
            captured=self.captured,
            foreign=self.foreign,
            changes=self.changes,
            spoilt=self.spoilt,
        )

    def twin(self) -> HeapList:
        """Another list with the same items."""
        return HeapList(items=list(self.items), unknown=self.unknown, span=self.span)


@dataclass(slots=True)
class HeapClient(HeapObject):
    """An HTTP client object: its library, base URL and default headers.

    `doubt` says what about it may look at the path or payload of a request.
    """

    library: str
    base_url: Abstract
    headers: Abstract
    doubt: str | None = None

    def copy(self) -> HeapClient:
        """The same client, for another path or another time."""
        return HeapClient(
            self.library,
            self.base_url,
            self.headers,
            self.doubt,
            shared=self.shared,
            captured=self.captured,
            foreign=self.foreign,
            changes=self.changes,
            spoilt=self.spoilt,
        )


@dataclass(slots=True)
class HeapInstance(HeapObject):
    """An instance of a class of the tree: attributes set on it so far."""

    cls: ClassRef
    attributes: dict[str, Abstract] = field(default_factory=dict)

    def copy(self) -> HeapInstance:
        """The same instance, for another path or another time."""
        return HeapInstance(
            cls=self.cls,
            attributes=dict(self.attributes),
            shared=self.shared,
            captured=self.captured,
            foreign=self.foreign,
            changes=self.changes,
            spoilt=self.spoilt,
        )
