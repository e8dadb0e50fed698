import requests

BASE = "https://companion-api.napster.com"
COMPANION = "comp_a"
LANGUAGE = "en"
SPEED = 1
SUPPORT_AGENT_ID = "agent_7f3c"

__all__ = ["LANGUAGE", "connect"]


def connect(user):
    body = {"channelType": "webrtc", "externalClientId": user}
    return requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json=body)
