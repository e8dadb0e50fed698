import os

import requests

from .omniagents import route


class Sessions:
    def __init__(self):
        self.base_url = "https://companion-api.napster.com"
        self.url = f"{self.base_url}/public/connections"

    def start(self, companion, user):
        data = {
            "companionId": companion,
            "providerConfig": {"voiceId": "alloy"},
            "externalClientId": user,
        }
        headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
        path, body = route("webrtc", data)
        return requests.post(
            self.url.removesuffix("/public/connections") + path,
            headers=headers,
            json=body,
        ).json()
