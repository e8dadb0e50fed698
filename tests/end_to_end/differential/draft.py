"""A program while it is being composed: what its parts have asked for so far."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tests.end_to_end.differential.choices import Choices
from tests.end_to_end.differential.layout import Layout

T = TypeVar("T")

SETTINGS = "conf"


@dataclass(slots=True)
class Facts:
    """What holds for a whole program. `hazards` says whether agent fields may come from anywhere.

    `fixed` turns False as soon as one does. `holders` are objects of settings, each with the module
    that makes it, its name there and the attribute that is read.
    """

    quote: str = '"'
    hazards: bool = False
    fixed: bool = True
    settings: list[str] = field(default_factory=list)
    environment: dict[str, str] = field(default_factory=dict)
    traits: list[str] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    layout: Layout | None = None
    modules: dict[str, Draft] = field(default_factory=dict)
    holders: list[tuple[Draft, str, str]] = field(default_factory=list)


@dataclass
class Draft:
    """Collects the parts of one module of a program. Lines are unindented; nesting is four spaces.

    `imported` are names from the module of settings, `taken` import lines for other modules.
    """

    choices: Choices
    module: str = "main"
    facts: Facts = field(default_factory=Facts)
    imports: set[str] = field(default_factory=set)
    imported: set[str] = field(default_factory=set)
    taken: list[str] = field(default_factory=list)
    constants: list[str] = field(default_factory=list)
    functions: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)

    def elsewhere(self, module: str) -> Draft:
        """Where to define something: in a module of that name, or here."""
        if self.facts.layout is None or self.module == module or self.chance(35):
            return self
        return self.facts.modules.setdefault(module, Draft(self.choices, module, self.facts))

    def refer(self, other: Draft, name: str) -> str:
        """How this module refers to a name of another one, which it imports for that."""
        if other is self or self.facts.layout is None:
            return name
        form = self.pick(["name", "name", "module", "star", "absolute"])
        line, prefix = self.facts.layout.importing(self.module, other.module, name, form)
        if line not in self.taken:
            self.taken.append(line)
        if form in {"star", "absolute"}:
            self.trait(f"import {form}")
        return f"{prefix}{name}"

    @property
    def quote(self) -> str:
        """The quotes of this program's strings."""
        return self.facts.quote

    @property
    def hazards(self) -> bool:
        """Whether agent fields may come from anywhere."""
        return self.facts.hazards

    @property
    def environment(self) -> dict[str, str]:
        """The environment that the program runs in."""
        return self.facts.environment

    def varies(self) -> None:
        """An agent field of the program isn't a constant."""
        self.facts.fixed = False

    def pick(self, options: Sequence[T]) -> T:
        """One of the options; simpler ones first."""
        return options[self.choices.below(len(options))]

    def chance(self, percent: int) -> bool:
        """True in about `percent` of 100 cases; False is simpler."""
        return self.pick(range(100)) >= 100 - percent

    def trait(self, name: str) -> None:
        """Note what was drawn."""
        if name not in self.facts.traits:
            self.facts.traits.append(name)

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
        while name in self.facts.names:
            name, number = f"{stem}_{number}", number + 1
        self.facts.names.add(name)
        return name

    def constant(self, stem: str, expression: str) -> str:
        """A new module constant; returns its name."""
        name = self.fresh(stem)
        self.constants.append(f"{name} = {expression}")
        return name

    def setting(self, stem: str, expression: str) -> str:
        """A new constant of the sibling module; returns how this module refers to it."""
        name = self.fresh(stem)
        self.facts.settings.append(f"{name} = {expression}")
        if self.facts.layout is not None:
            form = self.pick(["name", "module", "star"])
            line, prefix = self.facts.layout.importing(self.module, SETTINGS, name, form)
            self.taken.append(line)
            return f"{prefix}{name}"
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
