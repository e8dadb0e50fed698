"""Harbour pilot for sailors who come in at night."""

import asyncio
import os
from dataclasses import dataclass, field

import httpx

PILOT_AGENT_ID = "agent_pilot"


@dataclass
class ConnectionRequest:
    """Body of the request that opens a session."""

    externalClientId: str
    companionId: str = "comp_pilot"
    providerConfig: dict[str, str] = field(default_factory=lambda: {"voiceId": "echo"})
    tags: dict[str, str] = field(default_factory=dict)


async def send(path: str, body: dict) -> dict:
    """Post a body and return the answer."""
    async with httpx.AsyncClient(
        base_url="https://companion-api.napster.com",
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
    ) as client:
        response = await client.post(path, json=body)
        response.raise_for_status()
        return response.json()


async def call_pilot(sailor: str, berth: str) -> dict:
    """Open a session with the pilot."""
    return await send(
        f"/public/agents/{PILOT_AGENT_ID}/connections",
        {"channelType": "webrtc", "externalClientId": sailor, "tags": {"berth": berth}},
    )


if __name__ == "__main__":
    print("token" in asyncio.run(call_pilot("sailor_1", "12b")))
