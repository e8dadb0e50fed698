"""Opens sessions with the notary."""

import asyncio
import os

import httpx
from settings import settings

NOTARY_AGENT_ID = os.environ["NOTARY_AGENT_ID"]


async def open_notary(client_id: str) -> dict:
    """Open a session."""
    payload = {
        "channelType": "webrtc",
        "externalClientId": client_id,
    }
    async with httpx.AsyncClient(timeout=20) as client:
        response = await client.post(
            f"{settings.napster_base_url}/public/agents/{NOTARY_AGENT_ID}/connections",
            headers={"X-Api-Key": settings.napster_api_key},
            json=payload,
        )
        response.raise_for_status()
        return response.json()


if __name__ == "__main__":
    print("token" in asyncio.run(open_notary("client_1")))
