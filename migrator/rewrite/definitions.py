"""Where a name or an attribute gets its value, and what else reads it, within one file."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from migrator.find.syntax import walk
from migrator.rewrite.draft import Draft
from migrator.rewrite.edits import Refusal
from migrator.rewrite.names import Variable, is_load
from migrator.rewrite.source import Source


@dataclass(frozen=True, slots=True)
class Definition:
    """`values` are what is assigned to it, `uses` the reads of it.

    `is_shared` says that other files could see it.
    """

    name: str
    values: tuple[ast.expr, ...]
    uses: tuple[ast.expr, ...]
    is_shared: bool


def assigned_value(draft: Draft, target: ast.AST) -> ast.expr | None:
    """The expression that a plain `target = value` assigns, None for any other binding."""
    statement = draft.source.parents[target]
    if isinstance(statement, ast.Assign) and statement.targets == [target]:
        return statement.value
    if isinstance(statement, ast.AnnAssign) and statement.target is target:
        return statement.value
    return None


def value_put_into(source: Source, target: ast.AST) -> ast.expr | None:
    """The expression that an assignment, plain or augmented, puts into its only target."""
    match source.parents[target]:
        case ast.Assign(targets=[only], value=value) if only is target:
            return value
        case ast.AnnAssign(target=only, value=ast.expr() as value) if only is target:
            return value
        case ast.AugAssign(target=only, value=value) if only is target:
            return value
    return None


def is_bare_annotation(draft: Draft, target: ast.AST) -> bool:
    """Whether it is the target of `target: type`, which assigns nothing."""
    statement = draft.source.parents[target]
    return isinstance(statement, ast.AnnAssign) and statement.value is None


def name_definition(draft: Draft, node: ast.Name) -> Definition:
    """The definition of a name. Raises Refusal unless it is bound by plain assignments alone."""
    variable = draft.names.variable(node)
    values: list[ast.expr] = []
    uses: list[ast.expr] = []
    for occurrence in draft.names.occurrences[variable]:
        if is_load(occurrence):
            uses.append(occurrence)
            continue
        if is_bare_annotation(draft, occurrence):
            continue
        value = assigned_value(draft, occurrence)
        if value is None:
            raise Refusal(_why_not(node.id, occurrence))
        values.append(value)
    if not values:
        raise Refusal(f"The definition of `{node.id}` is not in this file.")
    module = variable.scope.is_module
    in_class = isinstance(variable.scope.node, ast.ClassDef)
    return Definition(node.id, tuple(values), tuple(uses), module or in_class)


def _why_not(name: str, binding: ast.AST) -> str:
    if isinstance(binding, ast.alias):
        return f"`{name}` is imported, and what it is made of can't be reached from here."
    if isinstance(binding, ast.arg):
        return f"`{name}` is a parameter, and its callers decide what it is."
    return f"`{name}` is bound by something else than a plain assignment."


def attribute_definition(draft: Draft, node: ast.Attribute) -> Definition:
    """The definition of `self.x`, `cls.x` or `Class.x`, for a class of this file.

    Raises Refusal for any other attribute, and for one that several classes of the file have.
    """
    owner = _owner(draft, node)
    written = ast.unparse(node)
    if owner is None:
        raise Refusal(f"The definition of `{written}` is not in this file.")
    values: list[ast.expr] = []
    uses: list[ast.expr] = []
    for other in walk(draft.source.tree):
        if isinstance(other, ast.Attribute) and other.attr == node.attr:
            if isinstance(other.ctx, ast.Load):
                uses.append(other)
            elif (value := assigned_value(draft, other)) is not None and _owner(draft, other):
                values.append(value)
            else:
                raise Refusal(f"`{written}` is set by something else than a plain assignment.")
        elif isinstance(other, ast.Name) and other.id == node.attr:
            scope = draft.names.variable(other).scope
            if scope.node is owner:
                value = assigned_value(draft, other)
                if value is None:
                    uses.append(other)
                else:
                    values.append(value)
    if not values or any(draft.source.class_around(value) is not owner for value in values):
        raise Refusal(f"The definition of `{written}` is not in its class.")
    return Definition(node.attr, tuple(values), tuple(uses), is_shared=True)


def _owner(draft: Draft, node: ast.Attribute) -> ast.ClassDef | None:
    receiver = node.value
    if not isinstance(receiver, ast.Name):
        return None
    if receiver.id in ("self", "cls"):
        return draft.source.class_around(node)
    bindings = draft.names.occurrences[Variable(draft.names.module, receiver.id)]
    classes = [b for b in bindings if isinstance(b, ast.ClassDef)]
    return classes[0] if len(classes) == 1 else None
