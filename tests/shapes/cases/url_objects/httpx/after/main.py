"""Lost property office."""

import asyncio
import os

import httpx

TIMEOUT = 20
LOST_PROPERTY_AGENT_ID = "agent_lost_property"
ENDPOINT = httpx.URL(
    f"https://companion-api.napster.com/public/agents/{LOST_PROPERTY_AGENT_ID}/connections"
)


async def call_lost_property(passenger: str, line: str) -> dict:
    """Open a session about something lost."""
    async with httpx.AsyncClient(timeout=TIMEOUT) as client:
        response = await client.post(
            ENDPOINT,
            json={
                "channelType": "webrtc",
                "externalClientId": passenger,
                "tags": {"line": line},
            },
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
        response.raise_for_status()
        return response.json()


if __name__ == "__main__":
    print("token" in asyncio.run(call_lost_property("passenger_1", "U3")))
