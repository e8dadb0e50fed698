"""A module being written, and the places of the calls in it."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

MARK = "ǃ"
"""Stands before each planted call until the files are formatted: a letter, so that it can."""

HOST = "https://companion-api.napster.com"


@dataclass
class Draft:
    """What a module will hold, and the modules that it needs beside it."""

    purpose: str = ""
    imports: list[str] = field(default_factory=list)
    constants: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    beside: dict[str, str] = field(default_factory=dict)


def indented(lines: Iterable[str], by: int) -> str:
    """Lines (each may hold several) moved to the right."""
    pad = " " * by
    inner = "\n".join(lines).split("\n")
    return "\n".join(pad + line if line.strip() else line for line in inner)


def module_text(draft: Draft, around: Sequence[str], rng: random.Random) -> str:
    """The whole module: docstring, imports, constants, its own blocks among others."""
    standard, third, local = [], [], []
    for line in dict.fromkeys([*draft.imports, "import logging"]):
        name = line.split()[1]
        if name.startswith("."):
            local.append(line)
        elif name.partition(".")[0] in _STANDARD:
            standard.append(line)
        else:
            third.append(line)
    groups = [sorted(group) for group in (standard, third, local) if group]
    before = rng.randint(0, len(around))
    blocks = [*around[:before], *draft.blocks, *around[before:]]
    head = f'"""{draft.purpose}"""\n\nfrom __future__ import annotations\n\n'
    head += "\n\n".join("\n".join(group) for group in groups)
    constants = "\n".join(["logger = logging.getLogger(__name__)", *draft.constants])
    body = "\n\n\n".join(block.strip("\n") for block in blocks)
    return f"{head}\n\n{constants}\n\n\n{body}\n"


_STANDARD = frozenset(
    [
        "asyncio",
        "contextlib",
        "copy",
        "dataclasses",
        "datetime",
        "enum",
        "functools",
        "hashlib",
        "http",
        "itertools",
        "json",
        "logging",
        "os",
        "re",
        "time",
        "typing",
        "urllib",
        "uuid",
        "collections",
        "pathlib",
    ]
)
