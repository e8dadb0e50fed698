"""The definition of an agent's id in an edited file: once, at the top, and right."""

from __future__ import annotations

import ast
import re

from migrator.model.values import Coded
from migrator.rewrite.edits import AgentReference
from migrator.rewrite.module_reference import ModuleReference
from migrator.rewrite.picks import AgentTable, Constant, TableKey, imported
from migrator.rewrite.syntax import Side


def wrong_definition(reference: Constant, old: Side, new: Side) -> str | None:
    """What is wrong with the way the new text defines a reference, None when nothing is.

    It may have been in the old text already, with the same value.
    """
    if isinstance(reference, AgentReference) and reference.module is not None:
        return _wrong_import(reference.name, reference.module, old, new)
    if isinstance(reference, AgentTable):
        for each in imported([reference]):
            wrong = wrong_definition(each, old, new)
            if wrong is not None:
                return wrong
    name = reference.name
    places = _definitions(name, new)
    if len(places) != 1 or _bindings(new, name) != 1:
        return f"{name} is not defined once, at the top of the module"
    before = _definitions(name, old)
    if _bindings(old, name) != len(before):
        return f"{name} stood for something else before"
    right = _has_value(places[0].value, reference, new)
    if not right or any(ast.dump(b.value) != ast.dump(places[0].value) for b in before):
        return f"{name} is not defined as it should be"
    return _used_early(name, places[0].lineno, new)


def _wrong_import(name: str, module: ModuleReference, old: Side, new: Side) -> str | None:
    """What is wrong with the way the new text imports a name, None when nothing is."""
    before, after = _imports(name, module, old), _imports(name, module, new)
    if len(after) != 1 or _bindings(new, name) != 1:
        return f"{name} is not imported once, at the top of the module"
    if _bindings(old, name) != len(before):
        return f"{name} stood for something else before"
    return _used_early(name, after[0].lineno, new)


def _imports(name: str, module: ModuleReference, side: Side) -> list[ast.ImportFrom]:
    return [
        statement
        for statement in module.imports_in(side.tree)
        for alias in statement.names
        if alias.name == name and alias.asname is None
    ]


def _used_early(name: str, defined: int, new: Side) -> str | None:
    """What is wrong where a name is used above the line that defines it."""
    used = [
        node.lineno
        for node in new.nodes_with(name)
        if isinstance(node, ast.Name) and node.id == name
    ]
    first = min([*used, *_masked_uses(name, new)], default=defined)
    return f"{name} is used on line {first}, before it is defined" if first < defined else None


def _masked_uses(name: str, side: Side) -> list[int]:
    word = re.compile(rf"\b{re.escape(name)}\b")
    return [line for line in side.request_lines if word.search(side.lines[line - 1])]


def _definitions(name: str, side: Side) -> list[ast.Assign]:
    found = []
    for node in side.tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=bound)]) if bound == name:
                found.append(node)
    return found


def _has_value(value: ast.expr, reference: Constant, new: Side) -> bool:
    if isinstance(reference, AgentTable):
        return _is_table(value, reference, new)
    if reference.kind == "module":
        return isinstance(value, ast.Name) and value.id == reference.name
    if reference.kind == "literal":
        return isinstance(value, ast.Constant) and value.value == reference.value
    return _reads_environment(value, reference.name, new)


def _is_table(value: ast.expr, table: AgentTable, new: Side) -> bool:
    """Whether a display has these entries, in this order and no others."""
    if not isinstance(value, ast.Dict) or len(value.keys) != len(table.entries):
        return False
    return all(
        _is_key(key, name) and _has_value(held, entry, new)
        for key, held, (name, entry) in zip(value.keys, value.values, table.entries, strict=True)
    )


def _is_key(node: ast.expr | None, key: TableKey) -> bool:
    if isinstance(key, tuple):
        parts = node.elts if isinstance(node, ast.Tuple) else []
        return len(parts) == len(key) and all(map(_is_key, parts, key))
    if isinstance(key, Coded):
        return node is not None and ast.unparse(node) == key.code
    return isinstance(node, ast.Constant) and node.value == key


def _bindings(side: Side, name: str) -> int:
    found = 0
    for node in side.nodes_with(name):
        match node:
            case ast.Name(id=bound, ctx=ast.Store() | ast.Del()) | ast.arg(arg=bound):
                found += bound == name
            case ast.FunctionDef(name=bound) | ast.AsyncFunctionDef(name=bound):
                found += bound == name
            case ast.ClassDef(name=bound) | ast.ExceptHandler(name=bound):
                found += bound == name
            case ast.MatchAs(name=bound) | ast.MatchStar(name=bound):
                found += bound == name
            case ast.alias():
                found += (node.asname or node.name) == name
            case ast.Global() | ast.Nonlocal():
                found += name in node.names
    return found


def _reads_environment(value: ast.expr, name: str, new: Side) -> bool:
    if not isinstance(value, ast.Subscript) or not isinstance(value.slice, ast.Constant):
        return False
    holder = value.value
    root = holder.value if isinstance(holder, ast.Attribute) else holder
    if not isinstance(root, ast.Name) or _bindings(new, root.id) != 1:
        return False
    wanted = "os" if isinstance(holder, ast.Attribute) else "environ"
    if isinstance(holder, ast.Attribute) and holder.attr != "environ":
        return False
    imported = {
        (alias.asname or alias.name): alias.name
        for node in new.tree.body
        if isinstance(node, ast.Import)
        or (isinstance(node, ast.ImportFrom) and node.module == "os" and not node.level)
        for alias in node.names
    }
    return value.slice.value == name and imported.get(root.id) == wanted
