"""One generated program: its files, and what its generator knows of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from migrator.model.settings import AgentRef

API = "https://companion-api.napster.com"
ENTRY = "main.py"


@dataclass(frozen=True, slots=True)
class Input:
    """What one run of a program is given: arguments, and further environment variables."""

    arguments: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Program:
    """Source texts by path; `main.py` is run. They speak to `API`, which `write` replaces.

    With `some_unused` there are calls that nothing runs. A `plain` program takes its agent fields
    from constants and the environment alone. `traits` name what was drawn, for the tally. It is run
    once with each of the `inputs`. `agent_ref` is how its code is to find the ids of agents.
    """

    files: Mapping[str, str]
    plain: bool
    some_unused: bool = False
    traits: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"
    newline: str = "\n"
    formatted: bool = False
    inputs: tuple[Input, ...] = (Input(),)
    agent_ref: AgentRef = "auto"

    def write(self, folder: Path, base_url: str) -> None:
        """Write the files for a server at `base_url`, with this program's encoding and newlines."""
        for name, text in self.files.items():
            local = text.replace(API, base_url).replace(urlsplit(API).netloc, _host(base_url))
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            encoding = "latin-1" if "coding: latin-1" in local[:40] else self.encoding
            path.write_bytes(local.replace("\n", self.newline).encode(encoding))

    def __repr__(self) -> str:
        shown = "\n".join(f"# --- {name}\n{text}" for name, text in self.files.items())
        return f"<program {self.traits} {dict(self.environment)} {self.encoding}>\n{shown}"


def _host(base_url: str) -> str:
    return urlsplit(base_url).netloc
