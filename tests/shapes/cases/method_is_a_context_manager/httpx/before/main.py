"""Harbour office: the pilot answers ships."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import httpx


class PilotService:
    """Opens sessions with the pilot."""

    BASE_URL = "https://companion-api.napster.com"

    @contextmanager
    def _client(self, timeout: float = 20) -> Iterator[httpx.Client]:
        headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
        with httpx.Client(
            base_url=self.BASE_URL, headers=headers, timeout=timeout
        ) as client:
            yield client

    def hail(self, ship: str, berth: str) -> dict:
        """Open a session for a ship."""
        with self._client() as client:
            response = client.post(
                "/public/ws-connections",
                json={
                    "companionId": "comp_pilot",
                    "providerConfig": {"voiceId": "echo"},
                    "externalClientId": ship,
                    "tags": {"berth": berth},
                },
            )
            response.raise_for_status()
            return response.json()


if __name__ == "__main__":
    print("token" in PilotService().hail("ship_1", "7"))
