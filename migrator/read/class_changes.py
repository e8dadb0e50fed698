"""Changes of classes and their instances after they are made: what their attributes may become."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.read.abstract import ClientRef, DictRef, HeapInstance, InstanceRef, ListRef
from migrator.read.class_syntax import (
    SETS_ANY,
    attributes_by_method,
    is_property,
    names_set,
    remade,
)
from migrator.read.data_classes import AFTER_INIT
from migrator.read.held_objects import harms
from migrator.read.initializers import set_after_others
from migrator.read.mentioned import names_in
from migrator.read.searches import Searches
from migrator.read.unbound import taking_self

if TYPE_CHECKING:
    from migrator.read.abstract import Abstract, ClassRef
    from migrator.read.class_lines import ClassLines
    from migrator.read.frame import Frame
    from migrator.read.program import Program


class ClassChanges:
    """Finds what sets or overrides an attribute of a class."""

    def __init__(self, lines: ClassLines, program: Program) -> None:
        self._lines, self._program = lines, program
        self._setters: dict[ClassRef, dict[str, frozenset[str]]] = {}
        self._tainted: dict[tuple[ClassRef, str], str] = {}
        self._other: dict[ClassRef, str | None] = {}
        self._ways: dict[ClassRef, tuple[str, ...]] = {}

    def taint(self, cls: ClassRef, name: str, why: str) -> None:
        """An attribute of the class itself is changed after its definition."""
        self._tainted.setdefault((cls, name), why)

    def of(self, cls: ClassRef, name: str, in_initializer: bool) -> str | None:
        """What changes an attribute, apart from the initializer if that is read already."""
        other = self._remade(cls)
        if other is not None:
            return other
        why = self._tainted.get((self._lines.home(cls, name), name))
        if why is not None and not in_initializer:
            return why
        initializing = self._lines.home(cls, "__init__") if in_initializer else None
        initializer = self._lines.method(cls, "__init__") if in_initializer else None
        if initializing is not None and initializer is not None:
            module = self._program.module(initializing.path)
            if name in set_after_others(module, initializer):
                return "__init__() sets it again after other code"
        for part in self._lines.of(cls):
            for method, changed in self._set_in(part).items():
                if part == initializing and method == "__init__":
                    continue
                if in_initializer and method in AFTER_INIT:
                    continue
                if name in changed:
                    return f"{method}() sets it again"
                if SETS_ANY in changed and method != "__repr__":
                    return f"{method}() sets attributes by name"
        return self._from_outside(cls, name)

    def distrust(self, cls: ClassRef, name: str, held: Abstract, frame: Frame) -> None:
        """Forget what an object holds that code may change which isn't read with the class."""
        flat = not frame.state.members(held)
        why = self._of_held(cls, name, flat=flat, client=isinstance(held, ClientRef))
        if why is not None:
            frame.state.spoil(held, why)

    def distrust_inner(self, cls: ClassRef, name: str, inner: InstanceRef, frame: Frame) -> None:
        """Forget what an instance holds that an object holds as `name`, if code may change it."""
        pending, seen = [(name, inner)], {inner}
        while pending:
            through, holder = pending.pop()
            thing = frame.state.heap.get(holder.id)
            for attribute, held in (
                thing.attributes.items() if isinstance(thing, HeapInstance) else ()
            ):
                if isinstance(held, InstanceRef) and held not in seen:
                    seen.add(held)
                    pending.append((f"{through}.{attribute}", held))
                if isinstance(held, DictRef | ListRef):
                    flat = not frame.state.members(held)
                    given = (attribute, cls.path, through, flat)
                    why = self._program.ask(Searches.inner_data_changed, *given)
                    if why is not None:
                        frame.state.spoil(held, why)

    def _of_held(self, cls: ClassRef, name: str, *, flat: bool, client: bool) -> str | None:
        """What may change an HTTP `client`, or a dict or list, `flat` when it holds no other."""
        ask = self._program.ask
        if client:
            why = ask(Searches.held_client_changed, name, False)
        else:
            why = ask(Searches.held_data_changed, name, flat)
        if why is not None:
            return why
        line = self._lines.of(cls)
        for method in (m for part in line for m in part.node.body if _hands_out(m, name)):
            assert isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef)
            if client:
                called = not is_property(method)
                why = ask(Searches.held_client_changed, method.name, called)
            else:
                why = ask(Searches.held_data_changed, method.name, flat)
            if why is not None:
                return why
        aliased = client and ask(Searches.clients_changed, name) is not None
        for base in line[1:]:
            # What it does in `__init__` is read with the class.
            body = [part for part in base.node.body if getattr(part, "name", "") != "__init__"]
            if harms(body, name, client=client, aliased=aliased):
                return f"{base.node.name} may change it"
        names = tuple(part.node.name for part in line)
        return ask(Searches.held_changed_by_subclasses, cls.path, names, name, client)

    def elsewhere(self, cls: ClassRef, name: str) -> str | None:
        """What changes an attribute apart from plain assignments in the methods of the class."""
        why = remade(self._lines.of(cls))
        why = why or self._tainted.get((self._lines.home(cls, name), name))
        for part in self._lines.of(cls):
            for method, changed in self._set_in(part).items():
                if SETS_ANY in changed:
                    why = why or f"{method}() sets attributes by name"
        return why or self._from_outside(cls, name)

    def _from_outside(self, cls: ClassRef, name: str) -> str | None:
        overriding = self.overriding(cls)
        if name in overriding:
            return f"{overriding[name]} overrides it"
        taken = self._program.ask(Searches.method_taken, cls.node.name, taking_self(cls.node))
        if taken is not None:
            return f"a method of {cls.node.name} is taken from its class in {taken}"
        return self._program.ask(Searches.attribute_set, self._ways_to(cls), name)

    def _remade(self, cls: ClassRef) -> str | None:
        if cls not in self._other:
            self._other[cls] = remade(self._lines.of(cls))
        return self._other[cls]

    def _ways_to(self, cls: ClassRef) -> tuple[str, ...]:
        """Names in the module of a class by which other code gets hold of its instances."""
        known = self._ways.get(cls)
        if known is None:
            own = cls.node.name
            found = [own]
            for node in self._program.module(cls.path).tree.body:
                if node is not cls.node and own in names_in(node):
                    found.extend(names_set(node))
            known = self._ways[cls] = tuple(dict.fromkeys(found))
        return known

    def _set_in(self, cls: ClassRef) -> dict[str, frozenset[str]]:
        known = self._setters.get(cls)
        if known is None:
            known = attributes_by_method(cls)
            self._setters[cls] = known
        return known

    def overriding(self, cls: ClassRef) -> dict[str, str]:
        """What subclasses define anew, and which class does."""
        return self._program.ask(Searches.overrides, cls.path, cls.node.name)


def _hands_out(method: ast.stmt, name: str) -> bool:
    """Whether a method may give what its instance holds as `name` to those who call it."""
    if not isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    return any(
        isinstance(part, ast.Attribute) and part.attr == name
        for node in walk(method)
        if isinstance(node, ast.Return | ast.Yield | ast.YieldFrom)
        for part in walk(node)
    )
