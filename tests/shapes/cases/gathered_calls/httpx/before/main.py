"""Railway: help points of a station, opened together in the morning."""

import asyncio
import os

import httpx

BASE_URL = "https://companion-api.napster.com"


async def open_help_point(client: httpx.AsyncClient, platform: str) -> dict:
    """Open the help point of a platform."""
    response = await client.post(
        f"{BASE_URL}/public/connections",
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        json={
            "companionId": "comp_station",
            "providerConfig": {"voiceId": "alloy"},
            "disableIdleTimeout": True,
            "externalClientId": f"platform_{platform}",
        },
    )
    response.raise_for_status()
    return response.json()


async def main() -> None:
    async with httpx.AsyncClient() as client:
        opened = await asyncio.gather(
            open_help_point(client, "1"), return_exceptions=True
        )
    print(len(opened))


if __name__ == "__main__":
    asyncio.run(main())
