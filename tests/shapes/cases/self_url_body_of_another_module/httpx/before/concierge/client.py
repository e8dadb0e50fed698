"""Client of the concierge."""

import os

import httpx

from .persona import COMPANION_ID, PROVIDER_CONFIG


class ConciergeClient:
    """Opens sessions with the concierge."""

    def __init__(self) -> None:
        self.base_url = "https://companion-api.napster.com"
        self.headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}

    async def open(self, guest: str, room: str) -> dict:
        """Open a session for a guest."""
        async with httpx.AsyncClient(headers=self.headers) as http:
            response = await http.post(
                f"{self.base_url}/public/connections",
                json={
                    "companionId": COMPANION_ID,
                    "providerConfig": PROVIDER_CONFIG,
                    "externalClientId": guest,
                    "tags": {"room": room},
                },
            )
            response.raise_for_status()
            return response.json()
