"""Town hall: desks in several languages."""

import asyncio
import os

import aiohttp

DESK_AGENT_IDS = {
    "en": "agent_desk_en",
    "fr": "agent_desk_fr",
}


async def open_desk(
    session: aiohttp.ClientSession, citizen: str, language: str
) -> dict:
    """Open a session at a desk."""
    payload = {
        "channelType": "webrtc",
        "externalClientId": citizen,
    }
    async with session.post(
        f"https://companion-api.napster.com/public/agents/{DESK_AGENT_IDS[language]}/connections",
        json=payload,
    ) as response:
        return await response.json()


async def main() -> None:
    """Open a session at each desk."""
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    async with aiohttp.ClientSession(headers=headers) as session:
        await open_desk(session, "citizen_1", "fr")
        print("token" in await open_desk(session, "citizen_2", "en"))


if __name__ == "__main__":
    asyncio.run(main())
