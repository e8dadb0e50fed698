"""Coach sessions of a fitness app."""

import asyncio
import os
import sys

import httpx

API_KEY = os.environ["NAPSTER_API_KEY"]
BASE_URL = os.environ["NAPSTER_BASE_URL"]
COACH_AGENT_ID = os.environ["COACH_AGENT_ID"]


async def start_coach(member: str, goal: str) -> str:
    """Start a session with the coach and return its token."""
    payload = {
        "channelType": "webrtc",
        "externalClientId": member,
        "externalClientProfile": {"goal": goal},
    }
    async with httpx.AsyncClient(timeout=10) as client:
        response = await client.post(
            f"{BASE_URL}/public/agents/{COACH_AGENT_ID}/connections",
            json=payload,
            headers={"X-Api-Key": API_KEY, "Accept": "application/json"},
        )
    if response.status_code != 200:
        print(f"refused: {response.status_code}", file=sys.stderr)
        response.raise_for_status()
    return response.json()["token"]


if __name__ == "__main__":
    print(bool(asyncio.run(start_coach("member_77", "10 km"))))
