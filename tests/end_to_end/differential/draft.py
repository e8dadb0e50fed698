"""A program while it is being composed: what its parts have asked for so far."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from hypothesis import strategies as st

T = TypeVar("T")

SETTINGS = "conf"


@dataclass
class Draft:
    """Collects the parts of one program. Lines are unindented; nesting is four spaces.

    `hazards` says whether agent fields may come from anywhere. `fixed` turns False as soon as
    one does, `opaque` turns True when code is drawn that may change any name.
    """

    draw: Callable[[st.SearchStrategy[T]], T]
    quote: str = '"'
    hazards: bool = False
    fixed: bool = True
    opaque: bool = False
    imports: set[str] = field(default_factory=set)
    settings: list[str] = field(default_factory=list)
    imported: set[str] = field(default_factory=set)
    constants: list[str] = field(default_factory=list)
    functions: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    traits: list[str] = field(default_factory=list)
    _names: set[str] = field(default_factory=set)

    def pick(self, options: Sequence[T]) -> T:
        """One of the options; simpler ones first."""
        strategy: st.SearchStrategy[T] = st.sampled_from(options)
        return self.draw(strategy)

    def chance(self, percent: int) -> bool:
        """True in about `percent` of 100 cases; False is simpler."""
        return self.pick(range(100)) >= 100 - percent

    def trait(self, name: str) -> None:
        """Note what was drawn."""
        if name not in self.traits:
            self.traits.append(name)

    def text(self, value: str) -> str:
        """A string literal in the program's quotes."""
        return self.quote + value.replace(self.quote, "\\" + self.quote) + self.quote

    @property
    def other_quote(self) -> str:
        """The quotes for literals inside an f-string."""
        return "'" if self.quote == '"' else '"'

    def fresh(self, stem: str) -> str:
        """A name that nothing else in the program has."""
        name, number = stem, 2
        while name in self._names:
            name, number = f"{stem}_{number}", number + 1
        self._names.add(name)
        return name

    def constant(self, stem: str, expression: str) -> str:
        """A new module constant; returns its name."""
        name = self.fresh(stem)
        self.constants.append(f"{name} = {expression}")
        return name

    def setting(self, stem: str, expression: str) -> str:
        """A new constant of the sibling module; returns how this module refers to it."""
        name = self.fresh(stem)
        self.settings.append(f"{name} = {expression}")
        if self.chance(40):
            self.imports.add(f"import {SETTINGS}")
            return f"{SETTINGS}.{name}"
        self.imported.add(name)
        return name

    def function(self, source: str) -> None:
        """A new function of the module, unless it has it already."""
        if source not in self.functions:
            self.functions.append(source)


def indented(text: str, levels: int = 1) -> str:
    """Every line that isn't empty, deeper."""
    return re.sub(r"(?m)^(?=.)", "    " * levels, text)


def hanging(text: str) -> str:
    """Every line after the first, one level deeper."""
    return text.replace("\n", "\n    ")
