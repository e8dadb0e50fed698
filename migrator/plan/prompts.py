"""Prompts made for each user: how to split one, so that the agent's part becomes a constant."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from migrator.model.values import FromEnv, Known, PerRequest, Text, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from migrator.plan.flatten import FlatBody

_WORD = re.compile(r"[A-Za-z_]\w*")
_SAYS_NOTHING = frozenset({"get", "str", "format", "title", "strip", "self", "user", "request"})
_LONGEST = 160


def split_of(value: Value, flat: FlatBody, profile: str) -> str | None:
    """Advice for a text with holes: its template, and the code to write instead.

    `profile` is the field of the session that takes what differs. None where there is no such text.
    """
    if not isinstance(value, Text):
        return None
    names: dict[str, str] = {}
    shown, constant = "", ""
    for part in value.parts:
        match part:
            case str():
                shown += part
                constant += part
            case Known(value=inner):
                shown += str(inner)
                constant += str(inner)
            case FromEnv(name=name):
                shown += f"{{${name}}}"
                constant += f"{{${name}}}"
            case PerRequest(text=text):
                name = names.setdefault(text, _name(text, names.values()))
                shown += f"{{{text}}}"
                constant += f"[{name}]"
            case _:
                return None
    if not names:
        return None
    entries = ", ".join(f"{json.dumps(name)}: {text}" for text, name in names.items())
    instructions = f"{constant.rstrip()} What stands in brackets is in the client's profile."
    add = "add" if flat.get(profile) is not None else "send"
    return (
        f"It is made from {json.dumps(_cut(shown), ensure_ascii=False)}. Split it: give the agent the "
        f"constant {json.dumps(_cut(instructions), ensure_ascii=False)}, and {add} what differs with "
        f'the session, `"{profile}": {{{entries}}}`, which stays on the call.'
    )


def _name(text: str, taken: Iterable[str]) -> str:
    words = [word for word in _WORD.findall(text) if word not in _SAYS_NOTHING]
    base = (words[-1] if words else "value").lower()
    used = set(taken)
    name, number = base, 2
    while name in used:
        name, number = f"{base}_{number}", number + 1
    return name


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1].rstrip()}…"
