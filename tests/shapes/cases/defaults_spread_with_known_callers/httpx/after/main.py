"""Support sessions; callers add what belongs to the session."""

import asyncio
import os

import httpx

SUPPORT_AGENT_ID = "agent_support"

URL = f"https://companion-api.napster.com/public/agents/{SUPPORT_AGENT_ID}/connections"


async def open_support(customer: str, extra: dict | None = None) -> dict:
    """Open a session; tries three times."""
    last: Exception | None = None
    for attempt in range(3):
        body = {"channelType": "webrtc", **(extra or {}), "externalClientId": customer}
        try:
            async with httpx.AsyncClient() as client:
                response = await client.post(
                    URL, json=body, headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
                )
                response.raise_for_status()
                return response.json()
        except httpx.HTTPError as error:
            last = error
    raise RuntimeError("No session") from last


async def main() -> None:
    await open_support("customer_1")
    print("token" in await open_support("customer_2", {"tags": {"queue": "vip"}}))


if __name__ == "__main__":
    asyncio.run(main())
