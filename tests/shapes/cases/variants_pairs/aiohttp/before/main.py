"""Theatre: roles with prompts of their own."""

import asyncio
import os

import aiohttp

URL = "https://companion-api.napster.com/public/connections"
USHER = "You show people to their seats, and say when it begins again."
CLOAKS = "You keep coats and umbrellas for people and give them back after."


async def open_role(
    session: aiohttp.ClientSession, guest: str, voice: str, prompt: str
) -> dict:
    """Open a session with somebody of the house."""
    payload = {
        "companionId": "comp_house",
        "providerConfig": {"voiceId": voice, "settings": {"instructions": prompt}},
        "externalClientId": guest,
    }
    async with session.post(URL, json=payload) as response:
        return await response.json()


async def main() -> None:
    """Open a session with each of them."""
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    async with aiohttp.ClientSession(headers=headers) as session:
        await open_role(session, "guest_1", "alloy", USHER)
        print("token" in await open_role(session, "guest_2", "verse", CLOAKS))


if __name__ == "__main__":
    asyncio.run(main())
