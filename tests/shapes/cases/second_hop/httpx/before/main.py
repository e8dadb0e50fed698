"""Locksmith's emergency line."""

import asyncio
import os

import httpx

BASE_URL = "https://companion-api.napster.com"


async def call_locksmith(caller: str, address: str) -> dict:
    """Open a session with the locksmith."""
    turn_detection = {"threshold": 0.5, "silence_duration_ms": 400}
    voice_settings = {"temperature": 0.3, "turnDetection": turn_detection}
    provider = {"voiceId": "ash", "settings": voice_settings}
    profile = {"address": address}
    payload = {
        "companionId": "comp_locksmith",
        "providerConfig": provider,
        "externalClientId": caller,
        "externalClientProfile": profile,
    }
    async with httpx.AsyncClient() as client:
        response = await client.post(
            f"{BASE_URL}/public/connections",
            json=payload,
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
        response.raise_for_status()
        return response.json()


if __name__ == "__main__":
    print("token" in asyncio.run(call_locksmith("caller_1", "Harbour Street 3")))
