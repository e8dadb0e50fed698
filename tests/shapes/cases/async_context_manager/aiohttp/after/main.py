"""Chess partner, with a client that lives as long as a tournament."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp

BASE_URL = "https://companion-api.napster.com"
CHESS_AGENT_ID = "agent_chess"


@asynccontextmanager
async def api_client() -> AsyncIterator[aiohttp.ClientSession]:
    """A client that knows the key."""
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    async with aiohttp.ClientSession(headers=headers) as client:
        yield client


async def open_chess(player: str, opening: str) -> dict:
    """Open a game."""
    async with api_client() as client:
        response = await client.post(
            f"{BASE_URL}/public/agents/{CHESS_AGENT_ID}/connections",
            json={
                "channelType": "webrtc",
                "externalClientId": player,
                "tags": {"opening": opening},
            },
        )
        response.raise_for_status()
        return await response.json()


if __name__ == "__main__":
    print("token" in asyncio.run(open_chess("player_1", "Caro-Kann")))
