"""Service that opens check-in sessions for an airline's lounge."""

from __future__ import annotations

import logging
import os
from typing import Any

import requests

logger = logging.getLogger(__name__)

DEFAULT_BASE_URL = "https://companion-api.napster.com"
LOUNGE_AGENT_ID = "agent_lounge"


class LoungeService:
    """Talks to the companion API for the lounge screens."""

    def __init__(
        self, api_key: str, base_url: str | None = None, timeout: float = 30.0
    ) -> None:
        self.api_key = api_key
        self.base_url = (base_url or DEFAULT_BASE_URL).rstrip("/")
        self.timeout = timeout

    def _headers(self) -> dict[str, str]:
        return {"X-Api-Key": self.api_key, "Content-Type": "application/json"}

    def create_session(self, passenger: str, flight: str) -> dict[str, Any]:
        """Create a session for a passenger of a flight."""
        payload = {
            "channelType": "webrtc",
            "externalClientId": passenger,
            "tags": {"flight": flight},
        }
        logger.info("Opening a session for flight %s", flight)
        with requests.Session() as client:
            response = client.post(
                f"{self.base_url}/public/agents/{LOUNGE_AGENT_ID}/connections",
                json=payload,
                headers=self._headers(),
            )
        if response.status_code >= 400:
            raise RuntimeError(f"Companion API said {response.status_code}")
        return response.json()


if __name__ == "__main__":
    service = LoungeService(os.environ["NAPSTER_API_KEY"])
    print("token" in service.create_session("pax_90", "NA204"))
