"""RulePack: what maps where, as validated data. All that the engine knows of the API's fields."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator

Scope = Literal["agent", "channel", "session"]
FieldType = Literal["string", "number", "integer", "boolean", "object", "array"]
FindingCode = Annotated[str, Field(pattern=r"^OM\d{3}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class PatternCheck(_Strict):
    """A string must match."""

    kind: Literal["pattern"]
    value: str
    finding: FindingCode


class MaxItemsCheck(_Strict):
    """An array may hold at most this many."""

    kind: Literal["max_items"]
    value: int
    finding: FindingCode


class MemberEnumCheck(_Strict):
    """One member of an object must have one of these values."""

    kind: Literal["member_enum"]
    member: str
    values: list[str]
    finding: FindingCode


class MemberTypesCheck(_Strict):
    """Members of an object must have these types; other members are unknown."""

    kind: Literal["member_types"]
    members: dict[str, FieldType]
    finding: FindingCode


class StringMapCheck(_Strict):
    """An object of strings, with limits on the length of keys and values in characters."""

    kind: Literal["string_map"]
    max_key: int
    max_value: int
    finding: FindingCode


Check = Annotated[
    PatternCheck | MaxItemsCheck | MemberEnumCheck | MemberTypesCheck | StringMapCheck,
    Field(discriminator="kind"),
]


class Notice(_Strict):
    """A finding to report when the field is sent with this value."""

    value: JsonValue
    finding: FindingCode


class FieldRule(_Strict):
    """One field: its dotted path in the per-session body, whose it becomes, and where."""

    source: str
    scope: Scope
    target: str
    type: FieldType
    doc: str
    required: bool = False
    channels: list[str] | None = None
    free_text: bool = False
    language: bool = False
    refers_to: str | None = None
    ready: list[str] = []
    observed: str | None = None
    known: list[str] = []
    default: JsonValue = None
    unknown_default: FindingCode | None = None
    check: Check | None = None
    notice: Notice | None = None
    notice_once: FindingCode | None = None
    note: str = ""

    @property
    def source_path(self) -> tuple[str, ...]:
        """`source` in keys."""
        return tuple(self.source.split("."))

    @property
    def target_path(self) -> tuple[str, ...]:
        """`target` in keys."""
        return tuple(self.target.split("."))


class Endpoint(_Strict):
    """One per-session endpoint and the channel it opens."""

    key: str
    method: str
    path: str
    channel: str
    doc: str


class PackHead(_Strict):
    """Name, version and the hosts that serve the API."""

    name: str
    title: str
    version: int
    hosts: list[str]
    doc: str


class Anchors(_Strict):
    """Text that makes a file worth reading."""

    payload_keys: list[str]
    replaced_paths: list[str] = []
    token_members: list[str] = []


class Target(_Strict):
    """The agent side: path templates and the members that aren't fields."""

    agents: str
    agent: str
    channel: str
    connections: str
    sessions: str
    channel_type: str
    name: str
    tags: str
    always: dict[str, JsonValue]
    doc: str


class Auth(_Strict):
    """The header that carries the key, and so tells the project."""

    header: str
    doc: str


class Limits(_Strict):
    """Numbers of the API that a plan is counted against."""

    agents_per_organization: int
    doc: str


class RulePack(_Strict):
    """One pack. `fields` keep the order of the file, which is the order of created bodies.

    `constants_to_agent` are fields of the session that an agent takes where they are constants.
    """

    pack: PackHead
    anchors: Anchors
    target: Target
    auth: Auth
    limits: Limits
    endpoints: list[Endpoint] = Field(alias="endpoint", min_length=1)
    fields: list[FieldRule] = Field(alias="field", min_length=1)
    constants_to_agent: list[str] = []

    @property
    def name(self) -> str:
        """The pack's name, which is its file's stem."""
        return self.pack.name

    @model_validator(mode="after")
    def _rows_agree(self) -> RulePack:
        sources = [rule.source for rule in self.fields]
        targets = [f"{rule.scope} {rule.target}" for rule in self.fields]
        for what, rows in (("source", sources), ("target", targets)):
            twice = next((row for row in rows if rows.count(row) > 1), None)
            if twice is not None:
                raise ValueError(f"two [[field]] rows have the same {what}: {twice}")
        nested = next((s for s in sources if any(o.startswith(f"{s}.") for o in sources)), None)
        if nested is not None:
            raise ValueError(f"[[field]] {nested} is a whole field and the parent of another row")
        return self

    def endpoint(self, key: str) -> Endpoint:
        """The endpoint of that key. Raises KeyError when there is none."""
        for endpoint in self.endpoints:
            if endpoint.key == key:
                return endpoint
        raise KeyError(key)

    def field(self, source: str) -> FieldRule | None:
        """The row of that source path, or None."""
        return next((rule for rule in self.fields if rule.source == source), None)
