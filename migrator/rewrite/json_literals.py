"""JSON text that is written in the code and loaded there, as the entries of a display."""

from __future__ import annotations

import ast
import json

from migrator.rewrite.definitions import assigned_value
from migrator.rewrite.draft import Draft
from migrator.rewrite.names import is_load


def loaded_entries(draft: Draft, node: ast.Call) -> dict[str, str] | None:
    """What `json.loads(text)` holds, each key with its value as an expression; None for others.

    The text is a constant, or a name that is bound to one and never again.
    """
    if ast.unparse(node.func) not in ("json.loads", "loads"):
        return None
    if len(node.args) != 1 or node.keywords:
        return None
    text = _constant(draft, node.args[0])
    try:
        held = json.loads(text) if text is not None else None
    except ValueError:
        return None
    if not isinstance(held, dict):
        return None
    return {key: _written(value, draft.source.quote) for key, value in held.items()}


def _constant(draft: Draft, node: ast.expr) -> str | None:
    if isinstance(node, ast.Name):
        occurrences = draft.names.occurrences[draft.names.variable(node)]
        values = [assigned_value(draft, each) for each in occurrences if not is_load(each)]
        if len(values) != 1 or values[0] is None:
            return None
        node = values[0]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def _written(value: object, quote: str) -> str:
    """A JSON value as Python writes it, in these quotes."""
    match value:
        case dict():
            pairs = (f"{_written(k, quote)}: {_written(v, quote)}" for k, v in value.items())
            return f"{{{', '.join(pairs)}}}"
        case list():
            return f"[{', '.join(_written(item, quote) for item in value)}]"
        case str():
            text = json.dumps(value, ensure_ascii=False)
            return text if quote == '"' else repr(value)
    return repr(value)
