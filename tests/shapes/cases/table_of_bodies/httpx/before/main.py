"""Language school: a teacher for each language."""

import asyncio
import os
import sys

import httpx

BODIES = {
    "french": {"companionId": "comp_claire", "providerConfig": {"voiceId": "coral"}},
    "german": {"companionId": "comp_jonas", "providerConfig": {"voiceId": "ash"}},
}


async def open_lesson(language: str) -> dict:
    """Open a lesson in a language."""
    async with httpx.AsyncClient() as client:
        response = await client.post(
            "https://companion-api.napster.com/public/connections",
            json=BODIES[language],
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
        response.raise_for_status()
        return response.json()


if __name__ == "__main__":
    print(
        "token"
        in asyncio.run(open_lesson(sys.argv[1] if len(sys.argv) > 1 else "french"))
    )
