"""Opening sessions, with the whole configuration or through an agent, and ending them.

Sources: docs/deploying-your-agent/configuration, docs/migrations/connections-to-agents.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Path, Response

from migrator.sandbox import sessions as opening
from migrator.sandbox.access import Caller, PacedCaller, SharedSandbox
from migrator.sandbox.bodies import AgentConnection, JsonObject, PerSessionBody
from migrator.sandbox.checks import (
    check_architecture,
    check_external_client_id,
    check_faq_count,
    check_tags,
    usable_companion,
)
from migrator.sandbox.effective import (
    Channel,
    Surroundings,
    agent_configuration,
    per_session_configuration,
)
from migrator.sandbox.errors import invalid, refused
from migrator.sandbox.routes.agents import AgentId, addressed_agent, deleted, existing_agent
from migrator.sandbox.storage import agents, sessions
from migrator.sandbox.storage.agents import Agent

router = APIRouter(prefix="/public", tags=["connections"])
ConnectionId = Annotated[str, Path(alias="connectionId")]
ApiVersion = Annotated[str | None, Header(alias="X-API-Version")]
NOT_ON: dict[Channel, tuple[tuple[str, ...], ...]] = {
    "webrtc": (("modality",),),
    "websocket": (("videoPolicy",), ("providerConfig", "useGreenVideo")),
}
ON_AGENT_ONLY = (("mcp", "servers"), ("mcp", "connectors"))


async def paced_agent(sandbox: SharedSandbox, key: PacedCaller, agent_id: AgentId) -> Agent:
    """The agent that the path names, looked up after the pace was kept."""
    return await addressed_agent(sandbox, key, agent_id)


@router.post("/connections")
async def open_webrtc(
    sandbox: SharedSandbox,
    key: PacedCaller,
    body: PerSessionBody,
    response: Response,
    api_version: ApiVersion = None,
) -> JsonObject:
    """Open a WebRTC session with its whole configuration."""
    response.status_code = sandbox.settings.created_status
    return _open_per_session(sandbox, key, body, "webrtc", api_version)


@router.post("/ws-connections")
async def open_websocket(
    sandbox: SharedSandbox,
    key: PacedCaller,
    body: PerSessionBody,
    response: Response,
    api_version: ApiVersion = None,
) -> JsonObject:
    """Open a WebSocket session with its whole configuration."""
    response.status_code = sandbox.settings.created_status
    return _open_per_session(sandbox, key, body, "websocket", api_version)


@router.post("/agents/{agentId}/connections")
async def open_through_agent(
    sandbox: SharedSandbox,
    key: PacedCaller,
    agent: Annotated[Agent, Depends(paced_agent)],
    body: AgentConnection,
    response: Response,
    api_version: ApiVersion = None,
) -> JsonObject:
    """Open a session of an agent; members beside the documented ones are dropped silently."""
    given = body.known()
    if body.modality == "text" and body.channel_type != "websocket":
        raise invalid("modality", "Text sessions need the websocket channel.")
    check_external_client_id(given.get("externalClientId"))
    check_tags(given.get("tags"))
    with sandbox.database.transaction() as db:
        agent = existing_agent(db, key, agent.id)
        companion = usable_companion(db, key, sandbox.settings, agent.body["companionId"])
        config = agents.override(db, agent.id, body.channel_type)
        around = _surroundings(sandbox, key, body.channel_type, companion)
        effective = agent_configuration(agent.body, config.body if config else {}, given, around)
        ignored = sorted([*body.unknown_members(), *_present(given, ON_AGENT_ONLY)])
        request = opening.Opening(
            effective, ignored, api_version, agent.id, _text(agent.body.get("name"))
        )
        response.status_code = sandbox.settings.created_status
        return opening.open_session(db, sandbox, key, body.channel_type, request)


@router.delete("/connections/{connectionId}")
async def abort_connection(
    sandbox: SharedSandbox, key: Caller, connection_id: ConnectionId
) -> Response:
    """End a live session, whichever endpoint opened it; 400 when there is none."""
    now = sandbox.clock()
    with sandbox.database.transaction() as db:
        sessions.settle(db, now)
        if not sessions.abort(db, key.project, connection_id, now):
            raise refused("ConnectionNotFound", f"Connection {connection_id} is not live.")
    return deleted(sandbox.settings.deleted_status)


def _open_per_session(
    sandbox: SharedSandbox,
    key: PacedCaller,
    body: PerSessionBody,
    channel: Channel,
    api_version: str | None,
) -> JsonObject:
    given = body.known()
    with sandbox.database.transaction() as db:
        companion = usable_companion(db, key, sandbox.settings, given["companionId"])
        check_external_client_id(given.get("externalClientId"))
        check_tags(given.get("tags"))
        check_faq_count(given, sandbox.settings)
        check_architecture(given, key)
        around = _surroundings(sandbox, key, channel, companion)
        effective = per_session_configuration(given, around)
        ignored = sorted([*body.unknown_members(), *_present(given, NOT_ON[channel])])
        request = opening.Opening(effective, ignored, api_version)
        return opening.open_session(db, sandbox, key, channel, request)


def _surroundings(
    sandbox: SharedSandbox, key: PacedCaller, channel: Channel, companion: JsonObject
) -> Surroundings:
    settings = sandbox.settings
    return Surroundings(
        key.project,
        channel,
        companion,
        settings.per_session_web_search,
        settings.provider_settings_override,
    )


def _present(given: JsonObject, paths: tuple[tuple[str, ...], ...]) -> list[str]:
    found = []
    for path in paths:
        holder: object = given
        for member in path:
            holder = holder.get(member) if isinstance(holder, dict) else None
        if holder is not None:
            found.append(".".join(path))
    return found


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
