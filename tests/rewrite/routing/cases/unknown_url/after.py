"""The URL is the deployment's to say."""

import json

import requests
from vendor import Plugin

from app.omniagents import route, route_url
from app.settings import KEY


class Desk(Plugin):
    notify_url = "https://companion-api.napster.com/public/connections"

    def greet(self, companion, user):
        payload = {"companionId": companion, "providerConfig": {"voiceId": "alloy"}}
        payload["externalClientId"] = user
        path, body = route("webrtc", payload)
        return requests.post(
            self.notify_url.removesuffix("/public/connections") + path,
            data=json.dumps(body),
            headers={"X-Api-Key": KEY, "Content-Type": "application/json"},
            timeout=20,
        )

    def call(self, url, voice):
        agent_url, agent_body = route_url(
            url, {"companionId": "comp_a", "providerConfig": {"voiceId": voice}}
        )
        return requests.post(
            agent_url,
            json=agent_body,
            headers={"X-Api-Key": KEY},
        )
