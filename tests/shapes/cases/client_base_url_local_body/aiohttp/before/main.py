"""Guide of a botanical garden."""

import asyncio
import os

import aiohttp


async def open_garden(session: aiohttp.ClientSession, visitor: str, bed: str) -> dict:
    """Open a session before a bed of plants."""
    payload = {
        "companionId": "comp_gardener",
        "providerConfig": {"voiceId": "sage"},
        "externalClientId": visitor,
        "tags": {"bed": bed},
    }
    async with session.post("/public/connections", json=payload) as response:
        response.raise_for_status()
        return await response.json()


async def main() -> None:
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    async with aiohttp.ClientSession(
        "https://companion-api.napster.com", headers=headers
    ) as session:
        print("token" in await open_garden(session, "visitor_1", "roses"))


if __name__ == "__main__":
    asyncio.run(main())
