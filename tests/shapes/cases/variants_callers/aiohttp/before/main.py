"""Town hall: desks in several languages."""

import asyncio
import os

import aiohttp

URL = "https://companion-api.napster.com/public/connections"


async def open_desk(
    session: aiohttp.ClientSession, citizen: str, language: str
) -> dict:
    """Open a session at a desk."""
    payload = {
        "companionId": "comp_clerk",
        "providerConfig": {"voiceId": "alloy"},
        "language": language,
        "externalClientId": citizen,
    }
    async with session.post(URL, json=payload) as response:
        return await response.json()


async def main() -> None:
    """Open a session at each desk."""
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    async with aiohttp.ClientSession(headers=headers) as session:
        await open_desk(session, "citizen_1", "fr")
        print("token" in await open_desk(session, "citizen_2", "en"))


if __name__ == "__main__":
    asyncio.run(main())
