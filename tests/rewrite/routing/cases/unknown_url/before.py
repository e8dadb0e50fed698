"""The URL is the deployment's to say."""

import json

import requests
from vendor import Plugin

from app.settings import KEY


class Desk(Plugin):
    notify_url = "https://companion-api.napster.com/public/connections"

    def greet(self, companion, user):
        payload = {"companionId": companion, "providerConfig": {"voiceId": "alloy"}}
        payload["externalClientId"] = user
        return requests.post(
            self.notify_url,
            data=json.dumps(payload),
            headers={"X-Api-Key": KEY, "Content-Type": "application/json"},
            timeout=20,
        )

    def call(self, url, voice):
        return requests.post(
            url,
            json={"companionId": "comp_a", "providerConfig": {"voiceId": voice}},
            headers={"X-Api-Key": KEY},
        )
