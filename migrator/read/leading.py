"""Leading: which names of some modules lead to others, by what mentions what."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, TypeAlias

from migrator.find.syntax import walk
from migrator.read.mentioned import names_mentioned
from migrator.read.module import names_bound_by

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from migrator.read.module import ModuleSource

# Names, and what is mentioned where they are defined.
Definition: TypeAlias = tuple[frozenset[str], frozenset[str]]


def leading_to(modules: Iterable[ModuleSource], names: set[str]) -> set[str]:
    """`names`, and those of functions, variables and imports that lead to them."""
    definitions = [definition for module in modules for definition in module.once(_definitions)]
    return reached(definitions, names)


def reached(definitions: Collection[Definition], names: Iterable[str]) -> set[str]:
    """`names`, and what is defined by mentioning one of them, and so on."""
    known = set(names)
    while True:
        found = {
            name
            for defined, mentioned in definitions
            if not mentioned.isdisjoint(known)
            for name in defined
        }
        if found <= known:
            return known
        known |= found


def _definitions(module: ModuleSource) -> list[Definition]:
    """Names that functions and module-level statements define, and what those mention."""
    found: list[Definition] = []
    for function in module.functions():
        name = getattr(function, "name", "")
        if name and not name.startswith("__"):
            found.append((frozenset([name]), module.mentioned_names(function)))
    for statement in module.tree.body:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        bound = {name for node in walk(statement) for name in names_bound_by(node)}
        mentioned = names_mentioned(statement)
        if isinstance(statement, ast.ImportFrom):
            pairs = ((alias.asname or alias.name, alias.name) for alias in statement.names)
            found.extend((frozenset([to]), frozenset([of])) for to, of in pairs)
        elif bound and mentioned:
            found.append((frozenset(bound), mentioned))
    return found
