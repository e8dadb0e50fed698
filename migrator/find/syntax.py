"""Syntax trees walked fast: what `ast.walk` does, without its generators."""

from __future__ import annotations

import ast

# Fields that never hold a node, or one that says nothing by itself (`Load`, `Add`).
_PLAIN = frozenset(
    {"arg", "asname", "attr", "conversion", "ctx", "id", "is_async", "kind", "level", "module"}
    | {"op", "ops", "rest", "simple", "tag", "type_comment", "type_ignores"}
)
# Lists that may hold something else than nodes.
_MIXED = frozenset({"keys", "kw_defaults", "kwd_attrs", "names"})


class _Fields(dict[type[ast.AST], tuple[str, ...]]):
    """The fields of each kind of node that may hold nodes."""

    def __missing__(self, kind: type[ast.AST]) -> tuple[str, ...]:
        if issubclass(kind, ast.Constant):
            fields: tuple[str, ...] = ()
        else:
            fields = tuple(field for field in kind._fields if field not in _PLAIN)
        self[kind] = fields
        return fields


_FIELDS = _Fields()


def walk(node: ast.AST) -> list[ast.AST]:
    """`node` and all that is in it, outer nodes first; contexts and operators are left out."""
    found = [node]
    add = found.append
    fields = _FIELDS
    for each in found:
        for field in fields[type(each)]:
            value = getattr(each, field, None)
            if value is None:
                continue
            if type(value) is not list:
                if isinstance(value, ast.AST):
                    add(value)
            elif field in _MIXED:
                found += [item for item in value if isinstance(item, ast.AST)]
            else:
                found += value
    return found


def is_dotted_name(node: ast.AST) -> bool:
    """Whether it is a name, or an attribute of one: `a.b.c`."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return isinstance(node, ast.Name)


def children(node: ast.AST) -> list[ast.AST]:
    """The nodes directly in `node`, in order; contexts and operators are left out."""
    found: list[ast.AST] = []
    for field in _FIELDS[type(node)]:
        value = getattr(node, field, None)
        if isinstance(value, list):
            found += [item for item in value if isinstance(item, ast.AST)]
        elif isinstance(value, ast.AST):
            found.append(value)
    return found
