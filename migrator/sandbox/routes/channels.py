"""Channel configs of an agent: GET, PUT and DELETE (docs/api-reference, channel pages).

A PUT replaces the stored config whole; members that are left out fall back to the agent.
"""

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response

from migrator.sandbox.access import Caller, SharedSandbox
from migrator.sandbox.bodies import ChannelConfig, JsonObject
from migrator.sandbox.checks import check_faq_count, check_mcp_servers, check_phone_channel
from migrator.sandbox.errors import ApiError, not_found
from migrator.sandbox.routes.agents import AddressedAgent, deleted, existing_agent
from migrator.sandbox.storage import agents
from migrator.sandbox.storage.agents import ChannelOverrides

router = APIRouter(prefix="/public/agents/{agentId}/channels/{channelType}", tags=["channels"])
ChannelType = Annotated[
    Literal["webrtc", "websocket", "voip", "sip", "kiosk"], Path(alias="channelType")
]


def _shown(config: ChannelOverrides, key: Caller, base_url: str) -> JsonObject:
    shown: JsonObject = {
        "id": config.id,
        "apiKeyId": f"apikey_{key.project}",
        "channelType": config.channel,
        **config.body,
        "created": config.created,
    }
    if config.channel == "voip":
        shown["voipEndpoint"] = f"{base_url}/voip/{config.id}"
    return shown


def _never_set(channel_type: str) -> ApiError:
    return not_found("ChannelConfigurationNotFound", f"Channel {channel_type} was never set.")


@router.get("")
async def get_channel(
    sandbox: SharedSandbox, key: Caller, agent: AddressedAgent, channel_type: ChannelType
) -> JsonObject:
    """The config of one channel; 404 when it was never set."""
    with sandbox.database.transaction() as db:
        config = agents.override(db, agent.id, channel_type)
    if config is None:
        raise _never_set(channel_type)
    return _shown(config, key, sandbox.base_url)


@router.put("")
async def put_channel(
    sandbox: SharedSandbox,
    key: Caller,
    agent: AddressedAgent,
    channel_type: ChannelType,
    body: ChannelConfig,
) -> JsonObject:
    """Set the config of one channel."""
    given = body.known()
    check_faq_count(given, sandbox.settings)
    with sandbox.database.transaction() as db:
        check_phone_channel(existing_agent(db, key, agent.id).body, channel_type)
        check_mcp_servers(db, key, sandbox.settings, given.get("mcp"))
        earlier = agents.override(db, agent.id, channel_type)
        config = ChannelOverrides(
            earlier.id if earlier else sandbox.new_id("chanconfig"),
            channel_type,
            earlier.created if earlier else int(sandbox.clock()),
            given,
        )
        agents.put_override(db, agent.id, config)
    return _shown(config, key, sandbox.base_url)


@router.delete("")
async def delete_channel(
    sandbox: SharedSandbox, agent: AddressedAgent, channel_type: ChannelType
) -> Response:
    """Drop the overrides of one channel; the agent stays."""
    with sandbox.database.transaction() as db:
        if not agents.remove_override(db, agent.id, channel_type):
            raise _never_set(channel_type)
    return deleted(sandbox.settings.deleted_status)
