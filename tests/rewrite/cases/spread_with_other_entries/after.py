import requests

BASE = "https://companion-api.napster.com"
APP = "web"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user):
    payload = {"channelType": "webrtc", "tags": {"app": APP}, "externalClientId": user}
    return requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json=payload)
