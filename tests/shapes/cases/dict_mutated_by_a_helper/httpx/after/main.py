"""Storyteller for children."""

import asyncio
import os

import httpx

BASE_URL = "https://companion-api.napster.com"
STORY_AGENT_ID = "agent_story"


def _add_persona(body: dict) -> None:
    body["companionId"] = "comp_storyteller"
    body["providerConfig"] = {"voiceId": "fable"}
    body.setdefault("tags", {})


async def open_story(child: str, hero: str) -> dict:
    """Open a story about a hero."""
    body: dict = {"externalClientId": child, "externalClientProfile": {"hero": hero}}
    _add_persona(body)
    async with httpx.AsyncClient() as client:
        response = await client.post(
            f"{BASE_URL}/public/agents/{STORY_AGENT_ID}/connections",
            json={
                "channelType": "webrtc",
                "externalClientId": child,
                "externalClientProfile": body["externalClientProfile"],
                "tags": body["tags"],
            },
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
        response.raise_for_status()
        return response.json()


if __name__ == "__main__":
    print("token" in asyncio.run(open_story("child_1", "a fox")))
