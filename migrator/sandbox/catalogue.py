"""API keys and the resources a sandbox starts with, read from a TOML file.

A key belongs to one project of one organization (docs/introduction/authentication).
"""

import enum
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from migrator.sandbox.settings import SandboxSettingsError

BUILT_IN = Path(__file__).with_name("catalogue.toml")


class ResourceKind(enum.StrEnum):
    """A family of resources that configurations refer to by id."""

    COMPANION = "companions"
    FUNCTION = "functions"
    FAQ = "faqs"
    KNOWLEDGE_BASE = "knowledge_bases"
    MCP_SERVER = "mcp_servers"


class ApiKey(BaseModel):
    """A key, its scope, and the model architecture chosen for it (None: allows everything)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    project: str
    organization: str
    architecture: str | None = None


class Entry(BaseModel):
    """A resource of the catalogue; members beside `id` and `projects` are its body."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, JsonValue]

    id: str
    projects: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Seed:
    """One resource in one project."""

    kind: ResourceKind
    project: str
    id: str
    body: dict[str, JsonValue]


class Catalogue(BaseModel):
    """Keys and starting resources."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    keys: tuple[ApiKey, ...]
    companions: tuple[Entry, ...] = ()
    functions: tuple[Entry, ...] = ()
    faqs: tuple[Entry, ...] = ()
    knowledge_bases: tuple[Entry, ...] = ()
    mcp_servers: tuple[Entry, ...] = ()

    def key(self, text: str) -> ApiKey | None:
        """The key spelled `text`, or None."""
        return next((key for key in self.keys if key.key == text), None)

    def seeds(self) -> Iterator[Seed]:
        """Every starting resource, once for each project it is in."""
        everywhere = sorted({key.project for key in self.keys})
        for kind in ResourceKind:
            entries: tuple[Entry, ...] = getattr(self, kind.value)
            for entry in entries:
                for project in everywhere if entry.projects is None else entry.projects:
                    yield Seed(kind, project, entry.id, entry.__pydantic_extra__)


def load_catalogue(path: Path | None) -> Catalogue:
    """Read the catalogue at `path`, or the built-in one.

    Raises SandboxSettingsError if the file can't be read or has another shape.
    """
    source = path or BUILT_IN
    try:
        return Catalogue.model_validate(tomllib.loads(source.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, ValidationError) as problem:
        raise SandboxSettingsError(f"{source}: not a usable catalogue: {problem}") from problem
