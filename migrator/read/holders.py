"""Holders: instances and classes that other code reaches, and whose methods may change what they hold."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.read.abstract import HeapInstance
from migrator.read.heap import Heap, objects_of
from migrator.read.leading import reached

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.read.abstract import ClassRef, InstanceRef
    from migrator.read.class_lines import ClassLines, Method
    from migrator.read.module import ModuleSource
    from migrator.read.program import Program
    from migrator.read.state import State

# Who calls one of these may mean any attribute.
_BY_NAME = frozenset({"getattr", "vars", "__dict__"})


@dataclass(frozen=True, slots=True)
class Holder:
    """Something of a class that code reaches at any time: an instance with all that can be
    reached from it, or the class itself where there is none.

    `names` are its attributes that hold objects.
    """

    cls: ClassRef
    names: frozenset[str]
    ref: InstanceRef | None
    heap: Heap


def holder_of(ref: InstanceRef, state: State) -> Holder | None:
    """An instance that code which runs at other times reaches; None of another or of an empty one."""
    thing = state.heap.get(ref.id)
    if not isinstance(thing, HeapInstance) or not (thing.captured or thing.shared):
        return None
    names = frozenset(name for name, held in thing.attributes.items() if objects_of(held))
    if not names:
        return None
    state.heap.lend()
    heap = Heap((key, state.heap[key]) for key in state.reachable([ref]) if key in state.heap)
    return Holder(thing.cls, names, ref, heap)


def methods_changing(
    program: Program, lines: ClassLines, holder: Holder
) -> Iterator[tuple[ModuleSource, Method]]:
    """Methods, with their modules, that get at what is held, or hand on the instance itself."""
    methods = [
        (program.module(part.path), node)
        for part in lines.of(holder.cls)
        for node in part.node.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    definitions = [(frozenset([m.name]), home.mentioned_names(m)) for home, m in methods]
    names = reached(definitions, holder.names | _BY_NAME)
    for home, method in methods:
        mentioned = home.mentioned_names(method)
        if not mentioned.isdisjoint(names) or _hands_on_itself(method):
            yield home, method


def _hands_on_itself(method: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a method uses its instance other than for an attribute of it."""
    owners = {id(node.value) for node in walk(method) if isinstance(node, ast.Attribute)}
    return any(
        isinstance(node, ast.Name) and node.id in {"self", "cls"} and id(node) not in owners
        for node in walk(method)
    )
