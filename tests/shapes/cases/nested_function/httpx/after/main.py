"""Castle: the ghost tells its story at midnight."""

import asyncio
import os

import httpx

BASE_URL = "https://companion-api.napster.com"
GHOST_AGENT_ID = "agent_ghost"


async def open_ghost(visitor: str, tower: str) -> dict:
    """Open a session with the ghost."""
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    tags = {"tower": tower}

    async def send(client: httpx.AsyncClient) -> dict:
        response = await client.post(
            f"{BASE_URL}/public/agents/{GHOST_AGENT_ID}/connections",
            headers=headers,
            json={
                "channelType": "webrtc",
                "externalClientId": visitor,
                "tags": tags,
            },
        )
        response.raise_for_status()
        return response.json()

    async with httpx.AsyncClient() as client:
        return await send(client)


if __name__ == "__main__":
    print("token" in asyncio.run(open_ghost("visitor_1", "west")))
