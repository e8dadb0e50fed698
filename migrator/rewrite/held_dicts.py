"""Dicts that a name or an attribute holds, as far as they are written out in one place."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from migrator.rewrite.definitions import assigned_value, attribute_definition
from migrator.rewrite.draft import Draft
from migrator.rewrite.edits import Refusal
from migrator.rewrite.keys import imported_dict, key_text
from migrator.rewrite.names import is_load
from migrator.rewrite.source import Source

Holder = ast.Name | ast.Attribute


@dataclass(frozen=True, slots=True)
class Written:
    """One entry: its key, how the key is spelt in a display, and its value in `source`."""

    key: str
    spelt: str
    value: ast.expr
    source: Source


def written_entries(draft: Draft, node: Holder) -> list[Written] | None:
    """The entries of the one dict that `node` stands for, None when it isn't written like that."""
    source, made = draft.source, _only_value(draft, node)
    if made is None and isinstance(node, ast.Name):
        imported = imported_dict(draft, draft.names.variable(node))
        source, made = imported or (source, None)
    if isinstance(made, ast.Dict):
        return _of_display(draft, made, source)
    if isinstance(made, ast.Call) and ast.unparse(made.func) == "dict" and not made.args:
        quote = draft.source.quote
        named = [(k.arg, k.value) for k in made.keywords]
        return (
            [
                Written(name, f"{quote}{name}{quote}", value, source)
                for name, value in named
                if name is not None
            ]
            if all(name is not None for name, _ in named)
            else None
        )
    return None


def _of_display(draft: Draft, display: ast.Dict, source: Source) -> list[Written] | None:
    found: list[Written] = []
    for key, value in zip(display.keys, display.values, strict=True):
        if source is draft.source:
            name = key_text(draft, key)
            spelt = source.slice(key) if key is not None else ""
        else:
            text = key.value if isinstance(key, ast.Constant) else None
            name = text if isinstance(text, str) else None
            spelt = f"{draft.source.quote}{name}{draft.source.quote}"
        if name is None:
            return None
        found.append(Written(name, spelt, value, source))
    return found


def _only_value(draft: Draft, node: Holder) -> ast.expr | None:
    if isinstance(node, ast.Attribute):
        try:
            values = attribute_definition(draft, node).values
        except Refusal:
            return None
        return values[0] if len(values) == 1 else None
    occurrences = draft.names.occurrences[draft.names.variable(node)]
    stores = [n for n in occurrences if not is_load(n)]
    return assigned_value(draft, stores[0]) if len(stores) == 1 else None
