"""Which keys a dict expression or a dict variable can hold, as far as this file shows."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from migrator.rewrite.definitions import assigned_value, attribute_definition, is_bare_annotation
from migrator.rewrite.draft import Draft
from migrator.rewrite.edits import Refusal
from migrator.rewrite.json_literals import loaded_entries
from migrator.rewrite.names import Variable, is_load
from migrator.rewrite.source import Source

_MUTATORS = frozenset({"append", "clear", "extend", "insert", "pop", "remove", "setdefault"})


@dataclass(frozen=True, slots=True)
class Operation:
    """A statement that sets, changes or deletes what stands under `path` in a variable's dict.

    `update` says that keys are merged at the path, from `update`'s arguments. `value` is what is
    put there, where that is one expression.
    """

    statement: ast.stmt
    path: tuple[str, ...]
    update: ast.Call | None = None
    value: ast.expr | None = None


def operation(source: Source, node: ast.expr) -> Operation | None:
    """The building statement that begins with this name, or None when it is another use."""
    current: ast.expr = node
    path: list[str] = []
    while True:
        parent = source.parents[current]
        if isinstance(parent, ast.Subscript) and parent.value is current:
            if not isinstance(parent.slice, ast.Constant):
                return None
            path.append(str(parent.slice.value))
            current = parent
            continue
        call = source.parents[parent] if isinstance(parent, ast.Attribute) else None
        if not isinstance(parent, ast.Attribute) or not isinstance(call, ast.Call):
            break
        if call.func is not parent:
            break
        inner = _method(source, call, parent.attr, path)
        if inner is None:
            break
        if isinstance(inner, Operation):
            return inner
        path.append(inner)
        current = call
    return _assignment(source, current, path)


def _method(source: Source, call: ast.Call, method: str, path: list[str]) -> Operation | str | None:
    statement = source.parents[call]
    first = call.args[0] if call.args else None
    key = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None
    if isinstance(statement, ast.Expr):
        if method == "update":
            return Operation(statement, tuple(path), update=call)
        if method in ("setdefault", "pop") and key is not None:
            value = call.args[1] if method == "setdefault" and len(call.args) == 2 else None
            return Operation(statement, (*path, key), value=value)
        if method in _MUTATORS and path:
            return Operation(statement, tuple(path))
        return None
    return key if method == "setdefault" else None


def _assignment(source: Source, target: ast.expr, path: list[str]) -> Operation | None:
    parent = source.parents[target]
    if not path:
        return None
    match parent:
        case ast.Assign(targets=[only], value=value) if only is target:
            return Operation(parent, tuple(path), value=value)
        case ast.AnnAssign(value=value) if parent.target is target and value is not None:
            return Operation(parent, tuple(path), value=value)
        case ast.AugAssign() if parent.target is target:
            return Operation(parent, tuple(path))
        case ast.Delete(targets=[only]) if only is target:
            return Operation(parent, tuple(path))
    return None


def key_text(draft: Draft, node: ast.expr | None) -> str | None:
    """The string that a key expression is, through one constant of the file if need be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.Name):
        occurrences = draft.names.occurrences[draft.names.variable(node)]
        values = [assigned_value(draft, o) for o in occurrences if not is_load(o)]
        if len(values) == 1 and isinstance(values[0], ast.Constant):
            return values[0].value if isinstance(values[0].value, str) else None
    return None


def keys_of(
    draft: Draft, node: ast.expr, seen: frozenset[Variable] = frozenset()
) -> set[str] | None:
    """Every key the dict may hold, None when that isn't known."""
    match node:
        case ast.Dict():
            parts = [
                keys_of(draft, value, seen) if key is None else _single(key_text(draft, key))
                for key, value in zip(node.keys, node.values, strict=True)
            ]
            return _union(parts)
        case ast.IfExp():
            return _union([keys_of(draft, n, seen) for n in (node.body, node.orelse)])
        case ast.BinOp(op=ast.BitOr()):
            return _union([keys_of(draft, n, seen) for n in (node.left, node.right)])
        case ast.Call(func=ast.Name(id="dict")) if len(node.args) <= 1:
            return _union(
                [
                    *(keys_of(draft, n, seen) for n in node.args),
                    *(
                        {k.arg} if k.arg is not None else keys_of(draft, k.value, seen)
                        for k in node.keywords
                    ),
                ]
            )
        case ast.Call() if (copied := copied_value(node)) is not None:
            return keys_of(draft, copied, seen)
        case ast.Call() if (loaded := loaded_entries(draft, node)) is not None:
            return set(loaded)
        case ast.DictComp() if (filtered := filtered_value(node)) is not None:
            return keys_of(draft, filtered, seen)
        case ast.Name():
            return keys_of_variable(draft, draft.names.variable(node), seen)
        case ast.Attribute():
            return _keys_of_attribute(draft, node, seen)
        case ast.Subscript(value=ast.Name() as table):
            return _keys_in_table(draft, table, seen)
        case ast.Call(func=ast.Attribute(value=ast.Name() as table, attr="get"), args=[_, other]):
            return _union([_keys_in_table(draft, table, seen), keys_of(draft, other, seen)])
    return None


def _keys_in_table(draft: Draft, table: ast.Name, seen: frozenset[Variable]) -> set[str] | None:
    """Every key of the dicts in a table that is written out in one place."""
    variable = draft.names.variable(table)
    imported = imported_dict(draft, variable)
    if imported is not None:
        return _union([_texts(value) for value in imported[1].values])
    stores = [n for n in draft.names.occurrences[variable] if not is_load(n)]
    made = assigned_value(draft, stores[0]) if len(stores) == 1 else None
    if not isinstance(made, ast.Dict) or variable in seen:
        return None
    return _union([keys_of(draft, value, seen | {variable}) for value in made.values])


def _texts(node: ast.expr) -> set[str] | None:
    """The keys of a display in another file, None when they aren't all texts."""
    if not isinstance(node, ast.Dict):
        return None
    keys = [key.value if isinstance(key, ast.Constant) else None for key in node.keys]
    return {key for key in keys if isinstance(key, str)} if all(map(_is_text, keys)) else None


def _keys_of_attribute(
    draft: Draft, node: ast.Attribute, seen: frozenset[Variable]
) -> set[str] | None:
    try:
        definition = attribute_definition(draft, node)
    except Refusal:
        return None
    if any(operation(draft.source, use) is not None for use in definition.uses):
        return None
    return _union([keys_of(draft, value, seen) for value in definition.values])


def imported_dict(draft: Draft, variable: Variable) -> tuple[Source, ast.Dict] | None:
    """The display that an imported name stands for in its own module, None for other names."""
    bindings = [n for n in draft.names.occurrences[variable] if not is_load(n)]
    if draft.modules is None or len(bindings) != 1 or not isinstance(bindings[0], ast.alias):
        return None
    found = draft.modules.definition(draft.source.path, variable.name)
    return (found.source, found.node) if found and isinstance(found.node, ast.Dict) else None


def keys_of_variable(
    draft: Draft, variable: Variable, seen: frozenset[Variable] = frozenset()
) -> set[str] | None:
    """Every key its dict may hold, None when an assignment or an update can't be followed."""
    if variable in seen:
        return set()
    seen = seen | {variable}
    imported = imported_dict(draft, variable)
    if imported is not None:
        return _texts(imported[1])
    parts: list[set[str] | None] = []
    for occurrence in draft.names.occurrences[variable]:
        if is_bare_annotation(draft, occurrence):
            continue
        if not is_load(occurrence):
            value = assigned_value(draft, occurrence)
            statement = draft.source.parents[occurrence]
            if isinstance(statement, ast.AugAssign):
                value = statement.value
            parts.append(None if value is None else keys_of(draft, value, seen))
            continue
        assert isinstance(occurrence, ast.Name)
        found = operation(draft.source, occurrence)
        if found is None:
            continue
        if found.path:
            parts.append({found.path[0]})
        elif found.update is not None:
            parts.extend(keys_of(draft, argument, seen) for argument in found.update.args)
            parts.extend(
                {k.arg} if k.arg is not None else keys_of(draft, k.value, seen)
                for k in found.update.keywords
            )
    return _union(parts) if parts else None


def copied_value(call: ast.Call) -> ast.expr | None:
    """What `x.copy()`, `copy.copy(x)` or `copy.deepcopy(x)` copies, None for other calls."""
    if call.keywords:
        return None
    name = ast.unparse(call.func)
    if name in ("copy.copy", "copy.deepcopy", "deepcopy") and len(call.args) == 1:
        return call.args[0]
    if isinstance(call.func, ast.Attribute) and call.func.attr == "copy" and not call.args:
        return call.func.value
    return None


def filtered_value(node: ast.DictComp) -> ast.expr | None:
    """What `{k: v for k, v in x.items() if v is not None}` filters, None for other comprehensions.

    Only filters that look at the value are taken: they keep whatever key holds a text.
    """
    if len(node.generators) != 1:
        return None
    generator = node.generators[0]
    match generator.target, generator.iter:
        case (
            ast.Tuple(elts=[ast.Name(id=key), ast.Name(id=value)]),
            ast.Call(func=ast.Attribute(value=filtered, attr="items"), args=[], keywords=[]),
        ):
            same = (ast.unparse(node.key), ast.unparse(node.value)) == (key, value)
            filters = (value, f"{value} is not None", f"{value} != None")
            kept = all(ast.unparse(condition) in filters for condition in generator.ifs)
            return filtered if same and kept and not generator.is_async else None
    return None


def _is_text(key: object) -> bool:
    return isinstance(key, str)


def _single(key: str | None) -> set[str] | None:
    return None if key is None else {key}


def _union(parts: list[set[str] | None]) -> set[str] | None:
    found: set[str] = set()
    for part in parts:
        if part is None:
            return None
        found |= part
    return found
