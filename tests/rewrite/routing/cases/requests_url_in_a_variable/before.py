"""Video sessions of the shop."""

import logging
import os

import requests

CONNECTIONS_URL = os.environ["NAPSTER_BASE_URL"] + "/public/connections"
log = logging.getLogger(__name__)


class VideoSessions:
    def __init__(self):
        self.headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}

    def open(self, companion_id, customer, voice="alloy"):
        payload = {
            "companionId": companion_id,
            "providerConfig": {"voiceId": voice},
            "externalClientId": customer,
        }
        if customer.startswith("vip"):
            payload["tags"] = {"plan": "vip"}
        log.info("opening %s", payload["companionId"])
        # The service answers within a second.
        response = requests.post(CONNECTIONS_URL, json=payload, headers=self.headers, timeout=5)
        response.raise_for_status()
        return response.json(), payload
