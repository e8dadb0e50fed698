"""Client of the companion API for a car maker's showroom."""

import asyncio
import os
from typing import Any

import httpx

BASE_URL = "https://companion-api.napster.com"
SHOWROOM_AGENT_ID = "agent_showroom"


class ApiError(Exception):
    """The API refused a request."""


class ShowroomClient:
    """Sessions with the salesman, and what else the API offers."""

    def __init__(self, api_key: str) -> None:
        self._headers = {"X-Api-Key": api_key}

    async def _request(
        self, method: str, path: str, json: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Send a request and return its answer."""
        async with httpx.AsyncClient(timeout=30) as client:
            response = await client.request(
                method, f"{BASE_URL}{path}", json=json, headers=self._headers
            )
        if response.status_code >= 400:
            raise ApiError(f"{method} {path}: {response.status_code}")
        return response.json() if response.content else {}

    async def open_showroom(self, buyer: str, model: str) -> dict[str, Any]:
        """Open a session about a model."""
        payload = {
            "channelType": "webrtc",
            "externalClientId": buyer,
            "tags": {"model": model},
        }
        return await self._request(
            "POST", f"/public/agents/{SHOWROOM_AGENT_ID}/connections", json=payload
        )

    async def close(self, connection_id: str) -> None:
        """End a session."""
        await self._request("DELETE", f"/public/connections/{connection_id}")


async def main() -> None:
    client = ShowroomClient(os.environ["NAPSTER_API_KEY"])
    opened = await client.open_showroom("buyer_1", "coupé")
    await client.close(opened["connection"]["id"])
    print("closed")


if __name__ == "__main__":
    asyncio.run(main())
