"""Client of the concierge."""

import os

import requests
from concierge import persona


class ConciergeClient:
    """Opens sessions with the concierge."""

    url = "https://companion-api.napster.com"

    def __init__(self) -> None:
        self.session = requests.Session()
        self.session.headers["X-Api-Key"] = os.environ["NAPSTER_API_KEY"]

    def open(self, guest: str, room: str) -> dict:
        """Open a session for a guest."""
        body = {
            "companionId": persona.COMPANION_ID,
            "providerConfig": {"voiceId": persona.VOICE_ID},
            "externalClientId": guest,
            "tags": {"room": room},
        }
        response = self.session.post(self.url + "/public/connections", json=body)
        response.raise_for_status()
        return response.json()
