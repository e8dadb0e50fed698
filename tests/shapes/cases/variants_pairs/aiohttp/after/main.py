"""Theatre: roles with prompts of their own."""

import asyncio
import os

import aiohttp

USHER = "You show people to their seats, and say when it begins again."
CLOAKS = "You keep coats and umbrellas for people and give them back after."
ROLE_AGENT_IDS = {
    "alloy": "agent_role_alloy",
    "verse": "agent_role_verse",
}


async def open_role(
    session: aiohttp.ClientSession, guest: str, voice: str, prompt: str
) -> dict:
    """Open a session with somebody of the house."""
    payload = {
        "channelType": "webrtc",
        "externalClientId": guest,
    }
    async with session.post(
        f"https://companion-api.napster.com/public/agents/{ROLE_AGENT_IDS[voice]}/connections",
        json=payload,
    ) as response:
        return await response.json()


async def main() -> None:
    """Open a session with each of them."""
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    async with aiohttp.ClientSession(headers=headers) as session:
        await open_role(session, "guest_1", "alloy", USHER)
        print("token" in await open_role(session, "guest_2", "verse", CLOAKS))


if __name__ == "__main__":
    asyncio.run(main())
