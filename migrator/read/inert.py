"""Inert code: functions that send nothing and can't change what any other code sees.

They build only on what they are given and on what they make, so reading them by themselves, with
nothing known of their parameters, would tell nothing. Where other code calls them they are read as
part of that.
"""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING, TypeAlias

from migrator.find.syntax import walk
from migrator.model.values import Known, PerRequest
from migrator.read.abstract import ClassRef, ExternalRef, FunctionRef
from migrator.read.searches import Searches
from migrator.read.self_contained import REACHING, definitions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Set

    from migrator.read.abstract import Abstract, FunctionNode
    from migrator.read.module import ModuleSource
    from migrator.read.program import Program
    from migrator.read.self_contained import Traits

_Definition: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef

# What they are called on may be a request that was made before.
_CHANGING_REQUESTS = frozenset({"add_header", "add_unredirected_header", "send"})


def inert_functions(
    program: Program, module: ModuleSource, names: Mapping[str, Abstract], sending: Set[str]
) -> frozenset[FunctionNode]:
    """The functions of a module that are inert, as its names stand after it was run.

    Those that mention one of the names `sending` may send something.
    """
    return _Choice(program, module, names, sending).functions()


class _Choice:
    """Which definitions of one module are inert."""

    def __init__(
        self,
        program: Program,
        module: ModuleSource,
        names: Mapping[str, Abstract],
        sending: Set[str],
    ) -> None:
        self._program = program
        self._module = module
        self._names = names
        self._sending = sending | _CHANGING_REQUESTS | {s.call for s in program.senders}
        self._sending |= {sender.call.rpartition(".")[2] for sender in program.senders}
        pack = program.pack
        paths = [pack.target.connections, *(endpoint.path for endpoint in pack.endpoints)]
        self._words = {part for path in paths for part in path.split("/") if part.isidentifier()}
        self._words |= {path.rpartition("/")[2] for path in paths}
        self._defined = module.once(definitions)
        self._inert: dict[_Definition, frozenset[str]] = {}

    def functions(self) -> frozenset[FunctionNode]:
        """All of them, with those that stand in one."""
        defined = self._defined
        self._inert = {
            function: traits.outside
            for function, traits in defined.functions.items()
            if self._stays_apart(traits)
        }
        for cls, methods in defined.methods.items():
            if all(map(self._stays_apart, methods.values())):
                self._inert[cls] = frozenset().union(*(m.outside for m in methods.values()))
        self._settle()
        chosen: set[FunctionNode] = set()
        for function, traits in defined.functions.items():
            if function in self._inert:
                chosen.update(traits.inner)
        for cls in self._apart():
            for traits in defined.methods[cls].values():
                chosen.update(traits.inner)
        for traits in defined.loose.values():
            if self._stays_apart(traits) and self._is_harmless(traits.outside):
                chosen.update(traits.inner)
        return frozenset(chosen)

    def _settle(self) -> None:
        """Leave out those that lead to something else."""
        while True:
            lost = [each for each, names in self._inert.items() if not self._is_harmless(names)]
            if not lost:
                return
            for definition in lost:
                del self._inert[definition]

    def _stays_apart(self, traits: Traits) -> bool:
        """Whether a function sends nothing, says no address and is given none that is known."""
        return (
            self._sending.isdisjoint(traits.mentioned)
            and not any(map(self._says_address, traits.texts))
            and not any(map(self._is_told, traits.inner))
        )

    def _is_told(self, function: FunctionNode) -> bool:
        """Whether something is known of what a function is given."""
        known = self._program.known.get(function)
        return known is not None and bool(known.agreed or known.merged or known.chosen)

    def _says_address(self, text: str) -> bool:
        return any(word in text for word in self._words)

    def _is_harmless(self, names: Collection[str]) -> bool:
        return all(map(self._is_immutable, names))

    def _is_immutable(self, name: str) -> bool:
        """Whether nothing can be changed, sent or told by what a name stands for."""
        value = self._names.get(name)
        match value:
            case None:
                known = hasattr(builtins, name) and name not in self._defined.names
                return known and name not in REACHING
            case Known(value=held):
                return not isinstance(held, str) or not self._says_address(held)
            case PerRequest(choice=choice):
                return choice is None
            case ExternalRef(name=full):
                return full.rpartition(".")[2] not in self._sending | REACHING
            case FunctionRef(node=node, path=path) | ClassRef(node=node, path=path):
                return path == self._module.path and node in self._inert
        return False

    def _apart(self) -> Iterator[ast.ClassDef]:
        """Inert classes of which no other code has instances."""
        classes = [each for each in self._inert if isinstance(each, ast.ClassDef)]
        reached = self._reached() if classes else set()
        for cls in classes:
            if cls.name not in reached and self._is_unsaid(cls.name):
                yield cls

    def _reached(self) -> set[str]:
        """Names that code which isn't inert mentions, or comes to through what is."""
        found: set[str] = set()
        for statement in self._module.tree.body:
            if statement not in self._inert:
                found.update(_said(statement))
        said = {each: self._said_by(each) for each in self._inert}
        pending = True
        while pending:
            before = len(found)
            for definition, names in said.items():
                if definition.name in found:
                    found |= names
            pending = len(found) > before
        return found

    def _said_by(self, definition: _Definition) -> set[str]:
        defined = self._defined
        if isinstance(definition, ast.ClassDef):
            parts = list(defined.methods[definition].values())
        else:
            parts = [defined.functions[definition]]
        return {name for each in parts for name in (*each.mentioned, *each.texts)}

    def _is_unsaid(self, name: str) -> bool:
        """Whether no other file says a name of the module, or none says the module's own."""
        path = self._module.path
        stem = path.rpartition("/")[2].partition(".")[0]
        words = (name,) if stem == "__init__" else (stem, name)
        return any(set(self._program.ask(Searches.saying, word)) <= {path} for word in words)


def _said(code: ast.AST) -> Iterator[str]:
    """Every name in code, also in its texts and imports."""
    for node in walk(code):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                yield name
            case ast.Constant(value=str(text)):
                yield text
