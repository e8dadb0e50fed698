"""The theatre's assistant: foyer screens, phones and the workshop."""

import os

import requests

FOYER_AGENT_ID = "agent_foyer"
WORKSHOP_AGENT_ID = "agent_workshop"


class Theatre:
    """Opens all sessions of the house."""

    URL = "https://companion-api.napster.com/public"

    def __init__(self) -> None:
        self.session = requests.Session()
        self.session.headers["X-Api-Key"] = os.environ["NAPSTER_API_KEY"]

    def foyer(self, visitor: str) -> dict:
        """On the screens of the foyer."""
        body = {
            "channelType": "webrtc",
            "externalClientId": visitor,
        }
        response = self.session.post(
            f"{self.URL}/agents/{FOYER_AGENT_ID}/connections", json=body, timeout=9
        )
        response.raise_for_status()
        return response.json()

    def phone(self, visitor: str) -> dict:
        """In the app, by voice."""
        body = {
            "channelType": "websocket",
            "externalClientId": visitor,
        }
        response = self.session.post(
            f"{self.URL}/agents/{FOYER_AGENT_ID}/connections", json=body, timeout=9
        )
        response.raise_for_status()
        return response.json()

    def workshop(self) -> dict:
        """In the workshop, for the carpenters."""
        body = {
            "channelType": "webrtc",
        }
        response = self.session.post(
            f"{self.URL}/agents/{WORKSHOP_AGENT_ID}/connections", json=body, timeout=9
        )
        response.raise_for_status()
        return response.json()


if __name__ == "__main__":
    theatre = Theatre()
    theatre.foyer("visitor_1")
    theatre.phone("visitor_1")
    print("token" in theatre.workshop())
