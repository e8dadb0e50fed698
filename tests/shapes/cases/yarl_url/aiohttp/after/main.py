"""Mountain hut: the keeper answers walkers."""

import asyncio
import os

import aiohttp
from yarl import URL

API = URL("https://companion-api.napster.com")
HUT_AGENT_ID = "agent_hut"


async def call_hut(walker: str) -> dict:
    """Open a session with the keeper."""
    body = {
        "channelType": "webrtc",
        "externalClientId": walker,
    }
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.post(
            API / "public" / f"agents/{HUT_AGENT_ID}/connections", json=body
        ) as response:
            response.raise_for_status()
            return await response.json()


if __name__ == "__main__":
    print("token" in asyncio.run(call_hut("walker_1")))
