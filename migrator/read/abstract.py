"""What a name can stand for while code is read: values of the lattice, and references to objects.

Dicts, lists, clients and instances are objects on a heap, so that two names of one object see the
same changes. A reference is only an object's number; the object itself belongs to a `State`.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TypeAlias

from migrator.model.values import (
    Array,
    Condition,
    FromEnv,
    Known,
    OneOf,
    PerRequest,
    Record,
    Span,
    Text,
    Value,
)

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
    """A function of the tree; with `receiver` it is a bound method."""

    path: str
    node: FunctionNode = field(hash=False)
    receiver: InstanceRef | ClassRef | None = None


@dataclass(frozen=True, slots=True)
class ClassRef:
    """A class of the tree."""

    path: str
    node: ast.ClassDef = field(hash=False)


@dataclass(frozen=True, slots=True)
class ImportedRef:
    """A name taken from another module of the tree, whose value is looked up when it is used."""

    path: str
    name: str


@dataclass(frozen=True, slots=True)
class MethodRef:
    """A method of a built-in or client object, not yet called: `payload.update`."""

    receiver: DictRef | ListRef | ClientRef | JsonText | Value
    name: str


@dataclass(frozen=True, slots=True)
class JsonText:
    """JSON text made from an object: what it held then, and the expression that was dumped."""

    value: Value
    node: ast.expr = field(hash=False, compare=False)
    path: str
    is_bytes: bool = False


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
    | ExternalRef
    | ModuleRef
    | FunctionRef
    | ClassRef
    | MethodRef
    | ImportedRef
    | JsonText
)

REFERENCES = (DictRef, ListRef, ClientRef, InstanceRef)


def is_code(value: Abstract) -> bool:
    """Whether `value` is a function, a class or an object whose methods the program defines."""
    return isinstance(value, FunctionRef | ClassRef | InstanceRef)


@dataclass(slots=True)
class Slot:
    """One key of a dict on the heap, and the conditions under which it is there."""

    value: Abstract
    when: tuple[Condition, ...] = ()


@dataclass(slots=True)
class HeapDict:
    """A dict under construction. `rest` says why it may hold other keys too.

    `origins` are the module-level names through which it can be reached: path and name.
    """

    slots: dict[str, Slot] = field(default_factory=dict)
    rest: PerRequest | None = None
    shared: bool = False
    span: Span | None = None
    origins: frozenset[tuple[str, str]] = frozenset()

    def copy(self) -> HeapDict:
        """An independent dict with the same slots."""
        slots = {key: Slot(slot.value, slot.when) for key, slot in self.slots.items()}
        return HeapDict(slots, self.rest, self.shared, self.span, self.origins)


@dataclass(slots=True)
class HeapList:
    """A list under construction. `unknown` says why its items aren't known."""

    items: list[Abstract] = field(default_factory=list)
    unknown: PerRequest | None = None
    shared: bool = False
    span: Span | None = None
    origins: frozenset[tuple[str, str]] = frozenset()

    def copy(self) -> HeapList:
        """An independent list with the same items."""
        return HeapList(list(self.items), self.unknown, self.shared, self.span, self.origins)


@dataclass(slots=True)
class HeapClient:
    """An HTTP client object: its library, base URL and default headers.

    `doubt` says what about it may look at the path or payload of a request.
    """

    library: str
    base_url: Abstract
    headers: Abstract
    doubt: str | None = None
    shared: bool = False

    def copy(self) -> HeapClient:
        """An independent client with the same settings."""
        return HeapClient(self.library, self.base_url, self.headers, self.doubt, self.shared)


@dataclass(slots=True)
class HeapInstance:
    """An instance of a class of the tree: attributes set on it so far."""

    cls: ClassRef
    attributes: dict[str, Abstract] = field(default_factory=dict)
    shared: bool = False

    def copy(self) -> HeapInstance:
        """An independent instance with the same attributes."""
        return HeapInstance(self.cls, dict(self.attributes), self.shared)


HeapObject: TypeAlias = HeapDict | HeapList | HeapClient | HeapInstance
