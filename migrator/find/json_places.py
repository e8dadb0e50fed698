"""Where the values of a JSON document stand in its text, so that one can change and no other byte.

`json` decodes; what is added here is the place of each value, and how a string was spelled.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()
# One character as it is spelled inside a JSON string; a surrogate pair is one character.
_SPELLED = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a document and where its text begins and ends.

    An object has its `members` (of equal names the last) and an array its `items`; then `value`
    is an empty one of its kind. Any other value, and one that was not looked into, has `value`.
    """

    value: Json
    start: int
    end: int
    members: dict[str, Node] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)


def document(text: str, opaque: Collection[str] = ()) -> Node:
    """The whole document, without looking into members named in `opaque`.

    Raises ValueError (json.JSONDecodeError) or RecursionError.
    """
    json.loads(text)
    return _node(text, _skip(text, 0), frozenset(opaque))


def spelled(text: str, node: Node) -> list[str]:
    """The characters of a string, each as the document spells it."""
    return _SPELLED.findall(text[node.start + 1 : node.end - 1])


def _node(text: str, start: int, opaque: frozenset[str]) -> Node:
    if text[start] == "{":
        return _object(text, start, opaque)
    if text[start] == "[":
        return _array(text, start, opaque)
    value, end = _DECODER.raw_decode(text, start)
    return Node(value, start, end)


def _object(text: str, start: int, opaque: frozenset[str]) -> Node:
    members: dict[str, Node] = {}
    at = _skip(text, start + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
        if key in opaque:
            value, end = _DECODER.raw_decode(text, at)
            members[key] = Node(value, at, end)
        else:
            members[key] = _node(text, at, opaque)
        at = _after_comma(text, members[key].end)
    return Node({}, start, at + 1, members=members)


def _array(text: str, start: int, opaque: frozenset[str]) -> Node:
    items: list[Node] = []
    at = _skip(text, start + 1)
    while text[at] != "]":
        items.append(_node(text, at, opaque))
        at = _after_comma(text, items[-1].end)
    return Node([], start, at + 1, items=items)


def _after_comma(text: str, at: int) -> int:
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found is not None else at
