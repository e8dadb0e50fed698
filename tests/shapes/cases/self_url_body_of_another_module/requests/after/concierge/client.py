"""Client of the concierge."""

import os

import requests

CONCIERGE_AGENT_ID = "agent_concierge"


class ConciergeClient:
    """Opens sessions with the concierge."""

    url = "https://companion-api.napster.com"

    def __init__(self) -> None:
        self.session = requests.Session()
        self.session.headers["X-Api-Key"] = os.environ["NAPSTER_API_KEY"]

    def open(self, guest: str, room: str) -> dict:
        """Open a session for a guest."""
        body = {
            "channelType": "webrtc",
            "externalClientId": guest,
            "tags": {"room": room},
        }
        response = self.session.post(
            self.url + f"/public/agents/{CONCIERGE_AGENT_ID}/connections", json=body
        )
        response.raise_for_status()
        return response.json()
