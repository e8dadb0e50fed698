"""JSON written out in source code."""

from __future__ import annotations

import json

from migrator.model.values import Array, Entry, Record, Value
from migrator.read.module import constant


def read(text: str) -> Record | None:
    """The object that JSON text holds; None when the text isn't one."""
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError):
        return None
    value = _value(loaded) if isinstance(loaded, dict) else None
    return value if isinstance(value, Record) else None


def _value(loaded: object) -> Value | None:
    if isinstance(loaded, dict):
        entries = [(str(key), _value(member)) for key, member in loaded.items()]
        known = [Entry(key, member) for key, member in entries if member is not None]
        return Record(tuple(known)) if len(known) == len(entries) else None
    if isinstance(loaded, list):
        items = [_value(item) for item in loaded]
        kept = [item for item in items if item is not None]
        return Array(tuple(kept)) if len(kept) == len(items) else None
    return constant(loaded)
