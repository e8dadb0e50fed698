"""Attributes that the edit made unused: assignments to `self.x` that nothing reads any more."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection

from migrator.find.syntax import walk
from migrator.read.parameters import parameter_names
from migrator.rewrite.definitions import assigned_value
from migrator.rewrite.draft import Draft

# Code that looks at all attributes of an object, whatever they are called.
_LOOKING = ("__dict__", "vars", "__slots__", "__getstate__")


def unused_attributes(draft: Draft) -> list[ast.stmt]:
    """Statements that only set attributes which removed code alone read, in the whole tree.

    An attribute that is set from a parameter stays: its class is still given it.
    """
    roots = (*draft.replaced, *draft.removed, *draft.passed)
    gone: dict[str, set[ast.ClassDef | None]] = {}
    for node in (n for root in roots for n in walk(root) if isinstance(n, ast.Attribute)):
        gone.setdefault(node.attr, set()).add(draft.source.class_around(node))
    found: list[ast.stmt] = []
    if any(draft.used_elsewhere(way) or way in draft.source.text for way in _LOOKING):
        return []
    for name in sorted(gone):
        if not name.startswith("__") and not _is_needed(draft, name):
            found += _assignments(draft, name, gone[name])
    return found


def _is_needed(draft: Draft, name: str) -> bool:
    # A host name may hold the word, with a dash.
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    if draft.used_elsewhere(name) or any(map(word.search, draft.replaced.values())):
        return True
    for node in walk(draft.source.tree):
        match node:
            case ast.Constant(value=str(text)) if word.search(text) and _says(draft, node):
                return True
            case ast.ClassDef() if name in _bound_in(node):
                return True
    return False


def _says(draft: Draft, node: ast.Constant) -> bool:
    """Whether a text stays, and is more than a docstring."""
    return not draft.is_gone(node) and not isinstance(draft.source.parents[node], ast.Expr)


def _bound_in(node: ast.ClassDef) -> set[str]:
    return {
        part.id
        for statement in node.body
        if isinstance(statement, ast.Assign | ast.AnnAssign)
        for part in walk(statement)
        if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
    } | {
        part.name for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)
    }


def _assignments(
    draft: Draft, name: str, readers: Collection[ast.ClassDef | None]
) -> list[ast.stmt]:
    """The assignments of an attribute by the classes that read it, none if others do more."""
    found: list[ast.stmt] = []
    for node in walk(draft.source.tree):
        if not isinstance(node, ast.Attribute) or node.attr != name or draft.is_gone(node):
            continue
        value = assigned_value(draft, node)
        statement = draft.source.statement(node)
        if value is None or not draft.is_pure(value) or not _is_own(draft, node, value):
            return []
        if draft.source.class_around(node) not in readers and not _reads_environment(value):
            return []
        found.append(statement)
    return found


def _reads_environment(value: ast.expr) -> bool:
    """Whether an attribute is set from the environment: nothing should ask for it any more."""
    written = ast.unparse(value)
    return "environ" in written or "getenv(" in written


def _is_own(draft: Draft, target: ast.Attribute, value: ast.expr) -> bool:
    """Whether it is set on the receiver of a method, to something that no parameter gives."""
    current: ast.AST = target
    while not isinstance(current, ast.FunctionDef | ast.AsyncFunctionDef):
        if current not in draft.source.parents:
            return False
        current = draft.source.parents[current]
    owner = draft.source.parents[current]
    if not isinstance(owner, ast.ClassDef) or not current.args.args:
        return False
    if owner.bases or owner.keywords or owner.decorator_list:
        return False
    receiver = isinstance(target.value, ast.Name) and target.value.id == current.args.args[0].arg
    given = set(parameter_names(current.args))
    names = {part.id for part in walk(value) if isinstance(part, ast.Name)}
    return receiver and not names & given
