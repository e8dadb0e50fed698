"""Bookings by voice; the HTTP client comes from outside."""

import asyncio
import os
from typing import Any

import httpx

BASE_URL = "https://companion-api.napster.com"
BOOKING_AGENT_ID = "agent_booking"


class Bookings:
    """Opens sessions through a client that it is given."""

    def __init__(self, http: httpx.AsyncClient, api_key: str) -> None:
        self._http = http
        self._api_key = api_key

    async def _request(self, path: str, payload: dict[str, Any]) -> dict[str, Any]:
        response = await self._http.post(
            BASE_URL + path, json=payload, headers={"X-Api-Key": self._api_key}
        )
        response.raise_for_status()
        return response.json()

    async def _open(self, payload: dict[str, Any]) -> dict[str, Any]:
        return await self._request(
            f"/public/agents/{BOOKING_AGENT_ID}/connections", payload
        )

    async def open_booking(self, guest: str, date: str) -> dict[str, Any]:
        """Open a session about a booking."""
        return await self._open(
            {
                "channelType": "webrtc",
                "externalClientId": guest,
                "tags": {"date": date},
            }
        )


async def main() -> None:
    async with httpx.AsyncClient() as http:
        bookings = Bookings(http, os.environ["NAPSTER_API_KEY"])
        print("token" in await bookings.open_booking("guest_5", "2026-12-24"))


if __name__ == "__main__":
    asyncio.run(main())
