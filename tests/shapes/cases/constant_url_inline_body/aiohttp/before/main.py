"""Puts a museum visitor through to the guide, from the kiosk at the entrance."""

import asyncio
import os

import aiohttp

API_KEY = os.environ["NAPSTER_API_KEY"]
BASE_URL = "https://companion-api.napster.com"


async def open_guide(visitor: str, hall: str) -> dict:
    """Open a video session; the answer holds the token for the browser."""
    async with aiohttp.ClientSession() as client:
        response = await client.post(
            f"{BASE_URL}/public/connections",
            headers={"X-Api-Key": API_KEY},
            json={
                "companionId": "comp_guide",
                "language": "en",
                "providerConfig": {
                    "voiceId": "sage",
                    "settings": {"temperature": 0.4},
                },
                "externalClientId": visitor,
                "tags": {"hall": hall},
            },
        )
        response.raise_for_status()
        return await response.json()


async def main() -> None:
    session = await open_guide("visitor_12", hall="east")
    print("token" in session)


if __name__ == "__main__":
    asyncio.run(main())
