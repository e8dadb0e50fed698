"""The plan as plan.json holds it (version 1): what would change, for people and for scripts."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, JsonValue

AgentReferenceKind = Literal["literal", "env", "module"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Part):
    """A file the plan rests on, with the SHA-256 (hex) of its bytes."""

    path: str
    sha256: str


class FileCounts(_Part):
    """How many files were listed, held an anchor, were parsed.

    `unlisted` ones name an endpoint and are generated or vendored, so no finding tells of them.
    """

    walked: int
    searched: int
    parsed: int
    unlisted: int = 0


class Summary(_Part):
    """Counts of call sites by status, of agents and of findings."""

    sites: int
    migrate: int
    route: int
    left: int
    ignored: int
    done: int
    agents: int
    findings: int


class PlannedField(_Part):
    """One field a call sends. `kind` is known, environment, variants, condition or per-request.

    `name` is the source path, `target` is `agent voiceId` or the like; `value` is None unless
    known; `origin` is `path:line` of the value, or the expression that makes it.
    """

    name: str
    target: str
    kind: Literal["known", "environment", "variants", "conditional", "per-request"]
    value: JsonValue
    origin: str


class PlannedCell(_Part):
    """A place in a notebook: the cell and the line in it, from 1; all kinds of cells count."""

    number: int
    line: int


def _position(line: int, cell: PlannedCell | None) -> str:
    return f":{line}" if cell is None else f", cell {cell.number}, line {cell.line}"


class PlannedVariant(_Part):
    """One agent that a call may use, by key, and when it does, as code."""

    agent: str
    when: str


class PlannedSite(_Part):
    """One call site. `before`, `after` and `diff` are source text, redacted.

    `variants` say which of several agents is chosen when; empty where there is one.
    """

    id: str
    path: str
    line: int
    column: int
    endpoint: str | None
    channel: str | None
    client: str
    function: str
    status: Literal["migrate", "route", "left", "ignored", "done"]
    agents: list[str]
    variants: list[PlannedVariant] = []
    session_fields: list[str]
    fields: list[PlannedField]
    findings: list[str]
    before: str
    after: str
    diff: str
    cell: PlannedCell | None = None

    @property
    def position(self) -> str:
        """What follows the path where people read it: `:12`, or `, cell 3, line 5`."""
        return _position(self.line, self.cell)

    @property
    def lead(self) -> str:
        """What a message begins with where only the line of the file is shown."""
        return f"cell {self.cell.number}, line {self.cell.line}: " if self.cell else ""


class PlannedAgent(_Part):
    """One agent to be: the exact POST body, what is PUT on its channels, and who uses it.

    `environment` maps names to where their value came from. `reference` is the name the code
    uses for the id, `reference_kind` whether that is a constant of the file or of a module that it
    imports, or an environment variable.
    """

    key: str
    name: str
    body: dict[str, JsonValue]
    channels: dict[str, dict[str, JsonValue]]
    environment: dict[str, str]
    call_sites: list[str]
    fingerprint: str
    reference: str
    reference_kind: AgentReferenceKind


class PlannedFinding(_Part):
    """One finding; lines and columns from 1."""

    code: str
    severity: Literal["error", "warning", "note"]
    message: str
    path: str
    line: int
    column: int
    hint: str
    call_site: str | None
    cell: PlannedCell | None = None

    @property
    def position(self) -> str:
        """What follows the path where people read it: `:12`, or `, cell 3, line 5`."""
        return _position(self.line, self.cell)

    @property
    def lead(self) -> str:
        """What a message begins with where only the line of the file is shown."""
        return f"cell {self.cell.number}, line {self.cell.line}: " if self.cell else ""


class Plan(_Part):
    """A whole plan. The same tree gives the same bytes."""

    version: Literal[1] = 1
    tool: str
    pack: str
    root: str
    environment: str
    base_url: str
    sources: list[Source]
    files: FileCounts
    summary: Summary
    call_sites: list[PlannedSite]
    agents: list[PlannedAgent]
    findings: list[PlannedFinding]

    def to_json(self) -> str:
        """The file's text: two-space indent, keys in the order of the contract, final newline."""
        return self.model_dump_json(indent=2) + "\n"

    def agent(self, key: str) -> PlannedAgent:
        """The agent of that key. Raises KeyError when there is none."""
        for agent in self.agents:
            if agent.key == key:
                return agent
        raise KeyError(key)
