"""Clients that an instance makes after it was created: where it is entered, or at the first use."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.model.values import Known, PerRequest
from migrator.read import calls, clients
from migrator.read.abstract import (
    Abstract,
    AnyOf,
    ClassRef,
    ClientRef,
    HeapClient,
    HeapInstance,
    InstanceRef,
    ObjectId,
)
from migrator.read.callers import parameters
from migrator.read.choices import blurred
from migrator.read.class_syntax import implied_call, uses_of_attribute
from migrator.read.frame import Frame
from migrator.read.heap import objects_of
from migrator.read.module import last_name
from migrator.read.state import freeze

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.read.class_changes import ClassChanges
    from migrator.read.class_lines import ClassLines, Method
    from migrator.read.instances import Instances
    from migrator.read.reader import Reader
    from migrator.read.state import State

_OWN_WAYS = frozenset({"__getattr__", "__getattribute__", "__setattr__"})
_MAKING = implied_call("made")
_CLASSES = frozenset(name.rpartition(".")[2] for name in clients.CLIENTS)


class LateClients:
    """Attributes that are None or missing until a method of their class makes a client for them."""

    def __init__(self, instances: Instances, changes: ClassChanges, reader: Reader) -> None:
        self._instances, self._changes, self._reader = instances, changes, reader
        self._names: dict[ClassRef, list[str]] = {}
        self._made: dict[tuple[ObjectId, str], AnyOf] = {}

    def of(self, ref: InstanceRef, name: str, held: Abstract) -> Abstract | None:
        """What an attribute is at any time that holds `held` now, None when it is no such one."""
        made = self._made.get((ref.id, name))
        if made is None or held == made:
            return made
        return blurred((held, made), made.unknown)

    def holds(self, ref: InstanceRef, name: str) -> bool:
        """Whether an attribute is one of them: what it is set to is reached by no other way."""
        return (ref.id, name) in self._made

    def unset(self, cls: ClassRef, ref: InstanceRef, frame: Frame) -> list[str]:
        """Those of them that an instance doesn't have, or has as None, when it was created."""
        thing = frame.state.heap.get(ref.id)
        if not isinstance(thing, HeapInstance):
            return []
        instances, found = self._instances, []
        for name in self._of_class(cls):
            own = instances.own(instances.lines.home(cls, name)).get(name)
            unset = thing.attributes.get(name, own or Known(None)) == Known(None)
            if unset and self._changes.elsewhere(cls, name) is None:
                found.append(name)
        return found

    def add(self, names: list[str], cls: ClassRef, ref: InstanceRef, frame: Frame) -> None:
        """Give an instance the clients that will be made for these attributes."""
        made = {name: _made_later(self._reader, cls, name, ref, frame) for name in names}
        thing = frame.state.instance_to_change(ref)
        for name in self._of_class(cls):
            self._made.pop((ref.id, name), None)
            client = made.get(name)
            if client is not None and thing is not None:
                thing.attributes[name] = self._made[ref.id, name] = client

    def _of_class(self, cls: ClassRef) -> list[str]:
        names = self._names.get(cls)
        if names is None:
            lines = self._instances.lines
            names = _attributes_made_later(lines, cls)
            if names and (self._instances.schemas.of(cls).library or lines.outside(cls)):
                names = []
            if not _OWN_WAYS.isdisjoint(lines.names(cls)):
                names = []
            self._names[cls] = names
        return names


def _made_later(
    reader: Reader, cls: ClassRef, name: str, ref: InstanceRef, frame: Frame
) -> AnyOf | None:
    """The client that `self.name` is from the time when a method makes it, if only that sets it.

    Until then it is None or missing, and nothing is sent through it.
    """
    maker = _only_maker(reader.instances.lines, cls, name)
    if maker is None:
        return None
    home, method = maker
    ghost = frame.fork()
    unset = ghost.state.instance_to_change(ref)
    if unset is not None:
        unset.attributes[name] = Known(None)
    known = reader.program.known.get(method)
    names = parameters(method, ref, known, ghost)
    module = reader.program.module(home.path)
    inner = Frame(
        module,
        ghost.state.within(names),
        method,
        cls,
        reader.instances.closure(method) or {},
        chain=(_MAKING,),
        root=frame.root,
    )
    reader.silent += 1
    calls.run_body(reader, method, inner)
    reader.silent -= 1
    thing = inner.state.heap.get(ref.id)
    made = thing.attributes.get(name) if isinstance(thing, HeapInstance) else None
    if not isinstance(made, ClientRef) and not (isinstance(made, AnyOf) and made.or_none):
        return None
    touched = _touched(reader.instances.lines, cls, name)
    for key in inner.state.reachable([made]):
        frame.state.heap.put(key, inner.state.heap[key].copy())
        client = frame.state.heap.to_change(key) if touched else None
        if isinstance(client, HeapClient):
            why = f"self.{name}.{touched[0]} is used"
            client.headers = PerRequest("headers", why)
            client.doubt = why
    why = f"{method.name}() sets it"
    return AnyOf(frozenset(objects_of(made)), PerRequest(f"self.{name}", why), or_none=True)


def _attributes_made_later(lines: ClassLines, cls: ClassRef) -> list[str]:
    """Names of the attributes that methods of a class set to clients they make."""
    names = (
        _set_on(node, method)
        for _, method in _methods(lines, cls)
        for node in walk(method)
        if _is_making(getattr(node, "value", None))
    )
    return [name for name in dict.fromkeys(names) if name is not None]


def _only_maker(lines: ClassLines, cls: ClassRef, name: str) -> tuple[ClassRef, Method] | None:
    """The method that alone sets an attribute to something, which is a client made there."""
    found = []
    for home, method in _methods(lines, cls):
        for node in walk(method):
            if not isinstance(node, ast.Attribute) or node.attr != name:
                continue
            statement = _statement_of(method, node)
            if isinstance(node.ctx, ast.Load):
                continue
            if statement is None or _set_on(statement, method) != name:
                return None
            value = getattr(statement, "value", None)
            if isinstance(value, ast.Constant) and value.value is None:
                continue
            found.append((home, method, _is_making(value)))
    if len(found) != 1 or not found[0][2]:
        return None
    return found[0][0], found[0][1]


def _methods(lines: ClassLines, cls: ClassRef) -> Iterator[tuple[ClassRef, Method]]:
    for part in lines.of(cls):
        for node in part.node.body:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name != "__init__":
                yield part, node


def _statement_of(method: Method, target: ast.Attribute) -> ast.stmt | None:
    for node in walk(method):
        if isinstance(node, ast.Assign) and node.targets == [target]:
            return node
        if isinstance(node, ast.AnnAssign) and node.target is target:
            return node
    return None


def _set_on(node: ast.AST, method: Method) -> str | None:
    """The attribute of `self` that a statement sets and nothing else, or None."""
    receiver = method.args.args[0].arg if method.args.args else ""
    match node:
        case (
            ast.Assign(targets=[ast.Attribute(value=ast.Name(id=owner), attr=name)])
            | ast.AnnAssign(target=ast.Attribute(value=ast.Name(id=owner), attr=name))
        ) if owner == receiver:
            return name
    return None


def _is_making(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Call) and last_name(value) in _CLASSES


def _touched(lines: ClassLines, cls: ClassRef, name: str) -> list[str]:
    """What a client sends with every request that methods reach for."""
    found = {use for part in lines.of(cls) for use in uses_of_attribute(part, name)}
    return sorted(clients.TOUCHING & found)


def one_client(value: Abstract, state: State) -> HeapClient | None:
    """The client that a value is unless it is None, where all that it may be are alike."""
    if not isinstance(value, AnyOf) or not value.or_none:
        return None
    found = [state.heap.get(key) for key in sorted(value.among)]
    made = [each for each in found if isinstance(each, HeapClient)]
    if not made or len(made) < len(found):
        return None
    first = made[0]
    ways = {(c.library, c.base_url, freeze(c.headers, state), c.doubt) for c in made}
    return first if len(ways) == 1 else None
