"""Harbour: a pilot station whose radio room talks to ships while it waits for other things."""

import asyncio
import os

import requests

BASE_URL = "https://companion-api.napster.com"
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
SHIP_AGENT_ID = "agent_ship"


async def call_ship(ship: str) -> dict:
    """Open the talk with a ship."""
    payload = {
        "channelType": "webrtc",
        "externalClientId": f"ship_{ship}",
    }
    response = await asyncio.to_thread(
        requests.post,
        f"{BASE_URL}/public/agents/{SHIP_AGENT_ID}/connections",
        json=payload,
        headers=HEADERS,
        timeout=10,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print(sorted(asyncio.run(call_ship("aurora"))))
