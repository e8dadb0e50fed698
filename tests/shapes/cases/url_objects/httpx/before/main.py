"""Lost property office."""

import asyncio
import os

import httpx

TIMEOUT = 20
ENDPOINT = httpx.URL("https://companion-api.napster.com/public/connections")


async def call_lost_property(passenger: str, line: str) -> dict:
    """Open a session about something lost."""
    async with httpx.AsyncClient(timeout=TIMEOUT) as client:
        response = await client.post(
            ENDPOINT,
            json={
                "companionId": "comp_clerk",
                "providerConfig": {"voiceId": "coral"},
                "externalClientId": passenger,
                "tags": {"line": line},
            },
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
        response.raise_for_status()
        return response.json()


if __name__ == "__main__":
    print("token" in asyncio.run(call_lost_property("passenger_1", "U3")))
