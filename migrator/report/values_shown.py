"""Values and fields as people read them: JSON on one line, long prose apart, paths flattened."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from migrator.model.agents import ENV, TEXT
from migrator.model.plan import PlannedField
from migrator.report.visible import visible, visible_line

_LONG = 100
_KINDS = {
    "environment": "from the environment",
    "variants": "one of several values",
    "conditional": "set under a condition",
    "per-request": "decided per request",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One leaf of a body: its dotted path and its value as text; prose is shown folded."""

    path: str
    text: str

    @property
    def is_long(self) -> bool:
        """Whether the value is better folded away."""
        return len(self.text) > _LONG or "\n" in self.text

    @property
    def opening(self) -> str:
        """The first words, on one line."""
        line = visible_line(self.text)
        return line if len(line) <= _LONG else line[: _LONG - 1].rstrip() + "\u2026"


def json_line(value: JsonValue) -> str:
    """`value` as JSON on one line, safe to print."""
    return visible_line(json.dumps(value, ensure_ascii=False))


def json_block(value: JsonValue) -> str:
    """`value` as indented JSON, safe to print."""
    return visible(json.dumps(value, ensure_ascii=False, indent=2))


def settings(body: Mapping[str, JsonValue], prefix: str = "") -> Iterator[Setting]:
    """Leaves of a body in its own order; arrays and empty objects count as leaves."""
    for name, value in body.items():
        path = f"{prefix}{name}"
        if isinstance(value, dict) and isinstance(value.get(ENV), str):
            yield Setting(visible_line(path), f"the value of {visible_line(str(value[ENV]))}")
        elif isinstance(value, dict) and value and TEXT not in value:
            yield from settings(value, f"{path}.")
        elif isinstance(value, str):
            yield Setting(visible_line(path), visible(value))
        else:
            yield Setting(visible_line(path), json_line(value))


def field_setting(field: PlannedField) -> Setting:
    """What a field sends, or why that isn't known."""
    name = visible_line(field.name)
    if field.value is None and field.kind != "known":
        return Setting(name, _KINDS[field.kind])
    if isinstance(field.value, str):
        return Setting(name, visible(field.value))
    return Setting(name, json_line(field.value))


def kind_shown(field: PlannedField) -> str:
    """What the kind of a field means, empty for a known one."""
    return _KINDS.get(field.kind, "")
