"""Headers that a method makes, and variables of another object looked at."""

import requests

from app.omniagents import route
from app.settings import BASE, KEY


class Desk:
    def __init__(self, key=KEY):
        self.key = key

    def open(self, given, organization=None):
        print({name: value for name, value in vars(given.user).items() if value})
        path, body = route("webrtc", {"companionId": given.companion, "providerConfig": {"voiceId": "alloy"}})
        return requests.post(
            f"{BASE}{path}",
            headers=self._headers(organization),
            json=body,
        )

    def _headers(self, organization):
        headers = {"X-Api-Key": KEY, "Accept": "application/json"}
        if organization:
            headers["X-Organization"] = organization
        return headers
