"""Auction house: bidders ask about a lot."""

import asyncio
import os
from typing import Any

import httpx

BASE_URL = "https://companion-api.napster.com"
AUCTION_AGENT_ID = "agent_auction"


async def open_auction(bidder: str, **extra: Any) -> dict:
    """Open a session; keywords are further members of the body."""
    payload = {
        "channelType": "webrtc",
        "externalClientId": bidder,
    }
    payload.update(extra)
    async with httpx.AsyncClient() as client:
        response = await client.post(
            f"{BASE_URL}/public/agents/{AUCTION_AGENT_ID}/connections",
            json=payload,
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
        response.raise_for_status()
        return response.json()


async def main() -> None:
    await open_auction("bidder_1")
    print("token" in await open_auction("bidder_2", tags={"lot": "17"}))


if __name__ == "__main__":
    asyncio.run(main())
