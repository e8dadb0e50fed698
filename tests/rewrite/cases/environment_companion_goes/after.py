import os

import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = os.environ["SUPPORT_AGENT_ID"]


def connect(user: str) -> dict:
    body = {
        "channelType": "webrtc",
        "externalClientId": user,
    }
    return requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json=body).json()
