"""Random small programs that build dicts in awkward ways and send them now and then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

PRELUDE = """\
import copy
import os
import requests

URL = "https://companion-api.napster.com/public/connections"
FLIPS = iter(os.environ["FLIPS"] * 50)


def maybe():
    return next(FLIPS) == "1"


def fails():
    if maybe():
        raise ValueError("as told")


def given(thing):
    return thing


def kept(thing, box=[]):
    box.append(thing)
    return box[0]


"""
KEYS = ("k", "m", "n")
WORDS = ('"x"', '"y"', "1", "True", "None", '["x"]', '{"k": "x"}', '{"k": "x", "m": {"n": 1}}')
CONDITIONS = ("maybe()", "a", "b.get('k')", "'k' in a", "not maybe()", "a is b", "len(c) > 1")


@dataclass
class Writer:
    """Writes one program; `random` decides everything."""

    random: Random
    lines: list[str] = field(default_factory=list)
    functions: int = 0
    budget: int = 14

    def program(self) -> str:
        self.lines = ["a = {'k': 'x'}", "b = {'m': {'n': 1}}", "c = {}", "d = [a]"]
        shape = self.random.randrange(4)
        self.block(0, self.random.randint(3, 9))
        if shape:
            self.function()
            self.block(0, self.random.randint(1, 4))
            call = f"run{self.functions}({self.place()})"
            self.lines += [call, *([call] if shape > 1 else [])]
        self.send(0)
        return PRELUDE + "\n".join(self.lines) + "\n"

    def function(self) -> None:
        self.functions += 1
        self.lines.append(f"def run{self.functions}(e):")
        if self.random.random() < 0.5:
            self.lines[-1] = f"    c = {self.random.choice(WORDS[6:])}"
        self.block(1, self.random.randint(2, 5))
        self.send(1)
        self.add(1, f"return {self.random.choice(['e', 'a', 'c', 'None'])}")

    def add(self, depth: int, line: str) -> None:
        self.lines.append("    " * depth + line)

    def block(self, depth: int, count: int) -> None:
        before = len(self.lines)
        for _ in range(count):
            self.statement(depth)
        if len(self.lines) == before:
            self.add(depth, "pass")

    def name(self) -> str:
        return self.random.choice("abbcc")

    def place(self) -> str:
        """Something that may be a dict."""
        name = self.name()
        options = [name, name, name, f"d[{self.random.randrange(2)}]", f"{name}['m']", "d[-1]"]
        return self.random.choice(options)

    def dict(self) -> str:
        key, other = self.random.choice(KEYS), self.random.choice(KEYS)
        options = [
            f"{{**{self.name()}, '{key}': {self.value()}}}",
            f"{{'{key}': {self.value()}, **{self.name()}}}",
            f"{{'{key}': {self.value()}, '{other}': {self.value()}}}",
            f"{self.name()} | {{'{key}': {self.value()}}}",
            f"dict({self.name()}, {key}={self.value()})",
            f"{self.name()}.copy()",
            f"copy.deepcopy({self.name()})",
            f"{{**({{'{key}': {self.value()}}} if {self.condition()} else {{}}), **{self.name()}}}",
            f"{{k: v for k, v in {self.name()}.items() if v is not None}}",
            f"({self.name()} or {self.name()})",
            f"({self.name()} if {self.condition()} else {self.name()})",
            f"given({self.place()})",
            f"kept({self.name()})",
            self.place(),
        ]
        return self.random.choice(options)

    def value(self) -> str:
        return self.random.choice([*WORDS, self.name(), f"{self.name()}.get('k')"])

    def condition(self) -> str:
        return self.random.choice(CONDITIONS)

    def statement(self, depth: int) -> None:
        self.budget -= 1
        simple: list[Callable[[int], None]] = [self.assign, self.change, self.change, self.change]
        nested: list[Callable[[int], None]] = [self.branch, self.loop, self.attempt, self.scope]
        if self.budget > 0 and depth < 3 and self.random.random() < 0.35:
            self.random.choice(nested)(depth)
        elif self.random.random() < 0.12:
            self.send(depth)
        else:
            self.random.choice(simple)(depth)

    def send(self, depth: int) -> None:
        self.add(depth, f"requests.post(URL, json={self.random.choice(['a', 'b', 'c', 'd[0]'])})")

    def assign(self, depth: int) -> None:
        self.add(depth, f"{self.name()} = {self.dict()}")

    def change(self, depth: int) -> None:
        key, place = self.random.choice(KEYS), self.place()
        options = [
            f"{place}['{key}'] = {self.value()}",
            f"{place}['{key}'] = {self.value()}",
            f"{place}.update({{'{key}': {self.value()}}})",
            f"{place}.update({key}={self.value()})",
            f"{place}.pop('{key}', None)",
            f"{place}.setdefault('{key}', {self.value()})",
            f"{place}.setdefault('m', {{}})['n'] = {self.value()}",
            f"{self.name()} |= {{'{key}': {self.value()}}}",
            f"del {place}['{key}']",
            f"d.append({self.name()})",
            f"d[0] = {self.name()}",
            f"{place}.clear()",
            f"maybe() and {place}.update({key}={self.value()})",
            f"{self.name()}, {self.name()} = {self.name()}, {self.name()}",
            f"[x.update({key}=1) for x in d if maybe()]",
            "fails()",
        ]
        self.add(depth, self.random.choice(options))

    def branch(self, depth: int) -> None:
        self.add(depth, f"if {self.condition()}:")
        self.block(depth + 1, self.random.randint(1, 3))
        if self.random.random() < 0.5:
            self.add(depth, "else:")
            self.block(depth + 1, self.random.randint(1, 2))

    def loop(self, depth: int) -> None:
        heads = ["for x in range(2):", "for x in d[:2]:", "while maybe():", "for x in (b, c):"]
        self.add(depth, self.random.choice(heads))
        self.block(depth + 1, self.random.randint(1, 3))
        if self.random.random() < 0.5:
            self.add(depth + 1, f"if {self.condition()}:")
            self.add(depth + 2, self.random.choice(["break", "continue"]))
            self.block(depth + 1, 1)

    def attempt(self, depth: int) -> None:
        self.add(depth, "try:")
        self.block(depth + 1, self.random.randint(1, 3))
        if self.random.random() < 0.7:
            self.add(depth, "except Exception:")
            self.block(depth + 1, 1)
        else:
            self.add(depth, "finally:")
            self.block(depth + 1, 1)

    def scope(self, depth: int) -> None:
        """A function that is defined here and called now, or after something else changed."""
        self.functions += 1
        name = f"inner{self.functions}"
        self.add(depth, f"def {name}(e={self.random.choice(['None', 'a', 'b'])}):")
        self.change(depth + 1)
        self.send(depth + 1)
        if self.random.random() < 0.5:
            self.change(depth)
        self.add(depth, f"{name}()")
