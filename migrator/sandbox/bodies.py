"""Request bodies, as the reference pages and later observations list their members.

Unknown members are let through and named, because the service drops them without an error.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue
from pydantic.alias_generators import to_camel

JsonObject = dict[str, JsonValue]


class Body(BaseModel):
    """An object with camelCase members; null counts as absent."""

    model_config = ConfigDict(
        alias_generator=to_camel, extra="allow", strict=True, allow_inf_nan=False
    )

    def given(self) -> JsonObject:
        """The members that were sent with a value, unknown ones included."""
        return self.model_dump(by_alias=True, exclude_none=True)

    def unknown_members(self) -> list[str]:
        """Paths of the members that the API doesn't know, sorted."""
        found = list(self.model_extra or {})
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if isinstance(value, Body):
                found += [f"{field.alias}.{member}" for member in value.unknown_members()]
        return sorted(found)

    def known(self) -> JsonObject:
        """The members that were sent with a value and that the API knows."""
        given = self.given()
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if isinstance(value, Body):
                given[field.alias or name] = value.known()
        return {name: value for name, value in given.items() if name not in self._extras()}

    def _extras(self) -> set[str]:
        return set(self.model_extra or {})


class TurnDetection(BaseModel):
    """When the model takes its turn; `{}` asks for the provider's defaults."""

    model_config = ConfigDict(extra="allow", strict=True, allow_inf_nan=False)

    threshold: float | None = None
    prefix_padding_ms: int | None = None
    silence_duration_ms: int | None = None


class NoiseReduction(BaseModel):
    """Microphone placement."""

    model_config = ConfigDict(extra="allow", strict=True)

    type: Literal["nearField", "farField"] | None = None


class ProviderSettings(Body):
    """Prompt and model settings."""

    instructions: str | None = None
    temperature: float | None = None
    turn_detection: TurnDetection | None = None
    noise_reduction: NoiseReduction | None = None


class ProviderConfig(Body):
    """The provider part of a per-session body."""

    voice_id: str | None = None
    use_green_video: bool | None = None
    settings: ProviderSettings | None = None


class Authorization(Body):
    """A user's own token for an MCP server."""

    mcp_server_id: str
    token: str


class Mcp(Body):
    """MCP servers and connectors, and per-user authorizations where a session carries them."""

    servers: list[JsonValue] | None = None
    connectors: list[JsonValue] | None = None
    authorizations: list[Authorization] | None = None


Mode = Literal["conversation", "puppeteer"]
Modality = Literal["audio", "text"]


class PerSessionBody(Body):
    """POST /public/connections and /public/ws-connections."""

    companion_id: str
    functions: list[str] | None = None
    faq_collections: list[str] | None = None
    knowledge_base_id: str | None = None
    language: str | None = None
    external_client_id: str | None = None
    external_client_profile: JsonObject | None = None
    tags: dict[str, str] | None = None
    disable_idle_timeout: bool | None = None
    provider_config: ProviderConfig | None = None
    use_web_search: bool | None = None
    initial_speech: str | None = None
    video_policy: Literal["required", "deferred"] | None = None
    modality: Modality | None = None
    mode: Mode | None = None
    mcp: Mcp | None = None


class AgentChanges(Body):
    """PATCH /public/agents/{agentId}: any creation member."""

    companion_id: str | None = None
    voice_id: str | None = None
    provider_settings: ProviderSettings | None = None
    name: str | None = None
    language: str | None = None
    functions: list[str] | None = None
    faq_collections: list[str] | None = None
    knowledge_base_id: str | None = None
    tags: dict[str, str] | None = None
    disable_idle_timeout: bool | None = None
    use_web_search: bool | None = None
    mcp: Mcp | None = None
    mode: Mode | None = None


class NewAgent(AgentChanges):
    """POST /public/agents; the profile decides about `name`."""

    companion_id: str
    provider_settings: ProviderSettings


class ChannelConfig(Body):
    """PUT /public/agents/{agentId}/channels/{channelType}."""

    functions: list[str] | None = None
    faq_collections: list[str] | None = None
    knowledge_base_id: str | None = None
    provider_settings: ProviderSettings | None = None
    use_green_video: bool | None = None
    video_policy: Literal["required", "deferred"] | None = None
    initial_speech: str | None = None
    mcp: Mcp | None = None
    use_web_search: bool | None = None
    human_handoff: JsonObject | None = None
    theme: JsonValue = None
    url: str | None = None
    idle_timeout_seconds: int | None = None


class AgentConnection(Body):
    """POST /public/agents/{agentId}/connections."""

    channel_type: Literal["webrtc", "websocket"]
    external_client_id: str | None = None
    external_client_profile: JsonObject | None = None
    tags: dict[str, str] | None = None
    initial_speech: str | None = None
    modality: Modality | None = None
    mcp: Mcp | None = None


class FunctionBody(Body):
    """POST and PUT /public/functions."""

    id: str | None = None
    data: JsonObject
    flow: Literal["implicit", "explicit"] | None = None


class FaqItem(Body):
    """A question and its answer."""

    question: str
    answer: str


class NewFaq(Body):
    """POST /public/faqs."""

    name: str
    items: list[FaqItem] | None = None


class NewKnowledgeBase(Body):
    """POST /public/knowledge-bases."""

    name: str
    provider: str | None = None


class McpServerChanges(Body):
    """PUT /public/mcp-servers/{id}: replaces all but the id."""

    name: str | None = None
    url: str | None = None


class NewMcpServer(McpServerChanges):
    """POST /public/mcp-servers: the caller chooses the id."""

    id: Annotated[str, Field(pattern=r"^[a-zA-Z0-9_-]+$", max_length=48)]
