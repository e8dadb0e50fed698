"""Ferry line: the purser, through a small SDK of our own."""

import os
from typing import Any

import httpx

PURSER_AGENT_ID = "agent_purser"


class Connections:
    """The resource `connections`."""

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url

    def create(self, **fields: Any) -> dict[str, Any]:
        """Create a connection."""
        response = httpx.post(
            f"{self.base_url}/public/agents/{PURSER_AGENT_ID}/connections",
            json=fields,
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
            timeout=20,
        )
        response.raise_for_status()
        return response.json()


connections = Connections("https://companion-api.napster.com")


def call_purser(passenger: str, deck: str) -> dict:
    """Open a session with the purser."""
    return connections.create(
        channelType="webrtc",
        externalClientId=passenger,
        tags={"deck": deck},
    )


if __name__ == "__main__":
    print("token" in call_purser("passenger_1", "5"))
