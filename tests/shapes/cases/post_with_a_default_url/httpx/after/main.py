"""Planetarium: questions after the show."""

import asyncio
import os

import httpx

API_KEY = os.environ["NAPSTER_API_KEY"]
PLANETARIUM_AGENT_ID = "agent_planetarium"
CONNECTIONS = f"https://companion-api.napster.com/public/agents/{PLANETARIUM_AGENT_ID}/connections"


async def _post(payload: dict, url: str | None = None) -> dict:
    async with httpx.AsyncClient() as client:
        response = await client.post(
            url or CONNECTIONS,
            json=payload,
            headers={"X-Api-Key": API_KEY},
        )
        response.raise_for_status()
        return response.json()


async def open_planetarium(visitor: str, show: str) -> dict:
    """Open a session after a show."""
    payload = {
        "channelType": "webrtc",
        "externalClientId": visitor,
        "tags": {"show": show},
    }
    return await _post(payload)


if __name__ == "__main__":
    print("token" in asyncio.run(open_planetarium("visitor_1", "Saturn")))
