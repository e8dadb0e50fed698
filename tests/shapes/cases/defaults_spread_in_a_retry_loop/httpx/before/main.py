"""Support sessions; callers may override anything."""

import asyncio
import json
import os
import sys

import httpx

URL = "https://companion-api.napster.com/public/connections"
DEFAULTS = {"companionId": "comp_support", "providerConfig": {"voiceId": "alloy"}}


async def open_support(customer: str, config: dict | None = None) -> dict:
    """Open a session; tries three times."""
    last: Exception | None = None
    for attempt in range(3):
        body = {**DEFAULTS, **(config or {}), "externalClientId": customer}
        try:
            async with httpx.AsyncClient(timeout=5 + attempt) as client:
                response = await client.post(
                    URL, json=body, headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
                )
                response.raise_for_status()
                return response.json()
        except httpx.HTTPError as error:
            last = error
            await asyncio.sleep(0)
    raise RuntimeError("No session") from last


if __name__ == "__main__":
    given = json.loads(sys.argv[1]) if len(sys.argv) > 1 else None
    print("token" in asyncio.run(open_support("customer_1", given)))
