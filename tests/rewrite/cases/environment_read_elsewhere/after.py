import os

import requests

BASE = os.getenv("NAPSTER_BASE_URL", "https://companion-api.napster.com").rstrip("/")
HEADERS = {"X-Api-Key": os.getenv("NAPSTER_API_KEY", "").strip()}
SUPPORT_AGENT_ID = os.environ["SUPPORT_AGENT_ID"]


def connect(user):
    payload = {
        "channelType": "webrtc",
        "externalClientId": user,
    }
    return requests.post(BASE + f"/public/agents/{SUPPORT_AGENT_ID}/connections", headers=HEADERS, json=payload)
