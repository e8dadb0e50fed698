"""Where the values of a JSON document stand in its text, so that one can change and no other byte.

`json` decodes; what is added here is the place of each member, and how a string was spelled.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
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
    """A value of a document and where its text begins and ends."""

    value: Json
    start: int
    end: int


def document(text: str) -> Node:
    """The whole document. Raises ValueError (json.JSONDecodeError) or RecursionError."""
    value = json.loads(text)
    start = _skip(text, 0)
    return Node(value, start, len(text.rstrip(" \t\r\n")))


def members(text: str, node: Node) -> dict[str, Node]:
    """The members of an object, of equal names the last, each with its place."""
    found: dict[str, Node] = {}
    at = _skip(text, node.start + 1)
    while text[at] != "}":
        key, at = _DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)
        value, end = _DECODER.raw_decode(text, at)
        found[key] = Node(value, at, end)
        at = _after_comma(text, end)
    return found


def items(text: str, node: Node) -> list[Node]:
    """The items of an array, each with its place."""
    return list(_items(text, node.start))


def spelled(text: str, node: Node) -> list[str]:
    """The characters of a string, each as the document spells it."""
    return _SPELLED.findall(text[node.start + 1 : node.end - 1])


def _items(text: str, start: int) -> Iterator[Node]:
    at = _skip(text, start + 1)
    while text[at] != "]":
        value, end = _DECODER.raw_decode(text, at)
        yield Node(value, at, end)
        at = _after_comma(text, end)


def _after_comma(text: str, at: int) -> int:
    at = _skip(text, at)
    return _skip(text, at + 1) if text[at] == "," else at


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found is not None else at
