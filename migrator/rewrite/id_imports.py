"""Imports of agents' ids from the module that holds them."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Sequence

from migrator.rewrite.draft import Draft
from migrator.rewrite.edits import AgentReference
from migrator.rewrite.module_imports import import_lines
from migrator.rewrite.module_reference import ModuleReference
from migrator.rewrite.rendering import Insertion
from migrator.rewrite.source import Source

_WIDTH = 88


def id_imports(draft: Draft, missing: Sequence[AgentReference]) -> list[Insertion]:
    """The lines that import what a file doesn't have yet; imports of the same module get longer."""
    wanted: defaultdict[ModuleReference, list[str]] = defaultdict(list)
    for reference in missing:
        if reference.module is not None:
            wanted[reference.module].append(reference.name)
    found: list[Insertion] = []
    for module, names in wanted.items():
        there = next(module.imports_in(draft.source.tree), None)
        if there is not None and _is_plain(draft.source, there):
            names += [alias.name for alias in there.names]
            draft.rewritten[there] = "\n".join(_lines(draft.source, module, names))
        else:
            lines = _lines(draft.source, module, names)
            found.append(import_lines(draft.source, module, lines))
    return found


def _is_plain(source: Source, statement: ast.ImportFrom) -> bool:
    """Whether a statement can be written anew: no name changes, and no comment goes with it."""
    renamed = any(alias.asname for alias in statement.names)
    lines = source.lines[statement.lineno - 1 : statement.end_lineno]
    return not renamed and not any("#" in line or ";" in line for line in lines)


def _lines(source: Source, module: ModuleReference, names: Sequence[str]) -> list[str]:
    ordered = sorted(set(names))
    line = f"from {module.dotted} import {', '.join(ordered)}"
    if len(line) <= _WIDTH:
        return [line]
    return [
        f"from {module.dotted} import (",
        *(f"{source.indent}{name}," for name in ordered),
        ")",
    ]
