"""Railway: help points of a station, opened together in the morning."""

import asyncio
import os

import aiohttp

BASE_URL = "https://companion-api.napster.com"
HELP_POINT_AGENT_ID = "agent_help_point"


async def open_help_point(client: aiohttp.ClientSession, platform: str) -> dict:
    """Open the help point of a platform."""
    response = await client.post(
        f"{BASE_URL}/public/agents/{HELP_POINT_AGENT_ID}/connections",
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        json={
            "channelType": "webrtc",
            "externalClientId": f"platform_{platform}",
        },
    )
    response.raise_for_status()
    return await response.json()


async def main() -> None:
    async with aiohttp.ClientSession() as client:
        opened = await asyncio.gather(
            open_help_point(client, "1"), return_exceptions=True
        )
    print(len(opened))


if __name__ == "__main__":
    asyncio.run(main())
