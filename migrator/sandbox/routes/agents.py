"""Agents: POST, list, GET, PATCH and DELETE (docs/building-your-omniagent/managing).

A PATCH changes the members that were sent; lists are replaced whole.
"""

import sqlite3
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response
from pydantic import JsonValue

from migrator.sandbox.access import Caller, SharedSandbox
from migrator.sandbox.bodies import AgentChanges, JsonObject, NewAgent
from migrator.sandbox.catalogue import ApiKey
from migrator.sandbox.checks import (
    check_agent,
    check_architecture,
    check_mcp_servers,
    usable_companion,
)
from migrator.sandbox.errors import conflict, not_found
from migrator.sandbox.paging import PagingQuery, paged
from migrator.sandbox.storage import agents
from migrator.sandbox.storage.agents import Agent

router = APIRouter(prefix="/public/agents", tags=["agents"])
AgentId = Annotated[str, Path(alias="agentId")]
MERGED_ON_REQUEST = ("providerSettings", "tags")


async def addressed_agent(sandbox: SharedSandbox, key: Caller, agent_id: AgentId) -> Agent:
    """The agent that the path names. Raises ApiError 404, also for another project's."""
    with sandbox.database.transaction() as db:
        return existing_agent(db, key, agent_id)


def existing_agent(db: sqlite3.Connection, key: ApiKey, agent_id: str) -> Agent:
    """The agent of that id, as it is in this transaction. Raises ApiError 404."""
    agent = agents.found(db, key.project, agent_id)
    if agent is None:
        raise not_found("AgentNotFound", f"Agent {agent_id} was not found.")
    return agent


AddressedAgent = Annotated[Agent, Depends(addressed_agent)]


def shown_agent(db: sqlite3.Connection, agent: Agent) -> JsonObject:
    """The agent as the API returns it: every member, null where nothing was set."""
    body = agent.body
    channels: list[JsonValue] = [config.channel for config in agents.overrides(db, agent.id)]
    return {
        "id": agent.id,
        "companionId": body["companionId"],
        "name": body.get("name"),
        "language": body.get("language"),
        "voiceId": body.get("voiceId"),
        "functions": body.get("functions", []),
        "faqCollections": body.get("faqCollections", []),
        "knowledgeBaseId": body.get("knowledgeBaseId"),
        "providerSettings": body["providerSettings"],
        "tags": body.get("tags", {}),
        "disableIdleTimeout": body.get("disableIdleTimeout", False),
        "useWebSearch": body.get("useWebSearch", True),
        "mcp": body.get("mcp"),
        "mode": body.get("mode", "conversation"),
        "previewUrl": None,
        "channels": channels,
        "created": agent.created,
    }


@router.post("")
async def create_agent(
    sandbox: SharedSandbox, key: Caller, body: NewAgent, response: Response
) -> JsonObject:
    """Create an agent; refused with 409 at the organization's cap."""
    given = body.known()
    with sandbox.database.transaction() as db:
        companion = usable_companion(db, key, sandbox.settings, given["companionId"])
        check_agent(given, companion, sandbox.settings)
        check_architecture(given, key)
        check_mcp_servers(db, key, sandbox.settings, given.get("mcp"))
        cap = sandbox.settings.agent_cap
        if cap is not None and agents.count_in_organization(db, key.organization) >= cap:
            raise conflict("AgentLimitExceeded", f"The organization has {cap} agents already.")
        agent = Agent(sandbox.new_id("agent"), int(sandbox.clock()), given)
        agents.add(db, key, agent)
        response.status_code = sandbox.settings.created_status
        return shown_agent(db, agent)


@router.get("")
async def list_agents(sandbox: SharedSandbox, key: Caller, paging: PagingQuery) -> JsonObject:
    """The agents of the key's project, oldest first; `search` looks in names."""
    settings = sandbox.settings
    size = paging.size(settings.default_page_size, settings.largest_page_size)
    with sandbox.database.transaction() as db:
        return paged(
            agents.listed(db, key.project),
            paging,
            size,
            shown=lambda agent: shown_agent(db, agent),
            searched=lambda agent: str(agent.body.get("name", "")),
        )


@router.get("/{agentId}")
async def get_agent(sandbox: SharedSandbox, agent: AddressedAgent) -> JsonObject:
    """One agent."""
    with sandbox.database.transaction() as db:
        return shown_agent(db, agent)


@router.patch("/{agentId}")
async def patch_agent(
    sandbox: SharedSandbox, key: Caller, agent: AddressedAgent, body: AgentChanges
) -> JsonObject:
    """Change the members that are sent, for sessions opened from now on."""
    changes = body.known()
    merged = MERGED_ON_REQUEST if sandbox.settings.patched_objects == "merge" else ()
    with sandbox.database.transaction() as db:
        current = existing_agent(db, key, agent.id).body
        for member in merged:
            old, new = current.get(member), changes.get(member)
            if isinstance(old, dict) and isinstance(new, dict):
                changes[member] = {**old, **new}
        changed = {**current, **changes}
        companion = usable_companion(db, key, sandbox.settings, changed["companionId"])
        check_agent(changed, companion, sandbox.settings)
        check_architecture(changed, key)
        check_mcp_servers(db, key, sandbox.settings, changes.get("mcp"))
        agents.change(db, agent.id, changed)
        return shown_agent(db, Agent(agent.id, agent.created, changed))


@router.delete("/{agentId}")
async def delete_agent(sandbox: SharedSandbox, agent: AddressedAgent) -> Response:
    """Remove an agent with all its channel configs."""
    with sandbox.database.transaction() as db:
        agents.remove(db, agent.id)
    return deleted(sandbox.settings.deleted_status)


def deleted(status: int) -> Response:
    """The answer to a successful DELETE."""
    return Response(b"" if status == 204 else b"{}", status, media_type="application/json")
