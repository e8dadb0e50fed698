"""What is left of a module when all that only builds requests is taken out of it."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TypeAlias

from migrator.rewrite.variables import Scopes


@dataclass(frozen=True, slots=True)
class Watch:
    """What of the requests' values is only known by its source text.

    The place in the code where `texts` are evaluated counts; `names` are what they depend on;
    `keys` are payload keys whose values are known to vary, but not how. `tests` and `looked_up` are
    what is asked to choose the agent: tests, and keys that tables are asked for. `chosen` are variables
    that hold one of several known texts; each with the function it stands in. `calls` are calls of functions that ask, with what these
    ask, and whether they have a default for it.
    """

    texts: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    tests: frozenset[tuple[str, str]] = frozenset()
    looked_up: frozenset[tuple[str, str]] = frozenset()
    chosen: frozenset[tuple[str, str]] = frozenset()
    calls: frozenset[tuple[str, str, str, bool]] = frozenset()


@dataclass(frozen=True, slots=True)
class Token:
    """An effect, a reading or an entry that a removed statement had."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A statement that must be the same on both sides."""

    node: ast.stmt
    scopes: Scopes


@dataclass(frozen=True, slots=True)
class Branch:
    """What is left of an `if` in which something was removed."""

    test: str
    body: tuple[Item, ...]
    orelse: tuple[Item, ...]
    line: int


Item: TypeAlias = Token | Kept | Branch
