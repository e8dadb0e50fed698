"""Tour guide of a city, with a typed request."""

import asyncio
import os

import httpx
from pydantic import BaseModel, Field

TOUR_AGENT_ID = "agent_tour"


class ProviderConfig(BaseModel):
    """The voice."""

    voiceId: str


class ConnectionRequest(BaseModel):
    """Body of the request that opens a session."""

    companionId: str
    providerConfig: ProviderConfig
    externalClientId: str | None = None
    tags: dict[str, str] = Field(default_factory=dict)


async def open_tour(client: httpx.AsyncClient, tourist: str, quarter: str) -> dict:
    """Open a tour of a quarter."""
    response = await client.post(
        f"/public/agents/{TOUR_AGENT_ID}/connections",
        json={
            "channelType": "webrtc",
            **({"externalClientId": tourist} if tourist is not None else {}),
            "tags": {"quarter": quarter},
        },
    )
    response.raise_for_status()
    return response.json()


async def main() -> None:
    async with httpx.AsyncClient(
        base_url="https://companion-api.napster.com",
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
    ) as client:
        print("token" in await open_tour(client, "tourist_1", "old town"))


if __name__ == "__main__":
    asyncio.run(main())
