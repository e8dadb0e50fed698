"""Language school: a teacher for each language."""

import asyncio
import os
import sys

import httpx

LESSON_AGENT_IDS = {
    "french": "agent_lesson_french",
    "german": "agent_lesson_german",
}


async def open_lesson(language: str) -> dict:
    """Open a lesson in a language."""
    async with httpx.AsyncClient() as client:
        response = await client.post(
            f"https://companion-api.napster.com/public/agents/{LESSON_AGENT_IDS[language]}/connections",
            json={"channelType": "webrtc"},
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
        response.raise_for_status()
        return response.json()


if __name__ == "__main__":
    print(
        "token"
        in asyncio.run(open_lesson(sys.argv[1] if len(sys.argv) > 1 else "french"))
    )
