import requests

from app import is_night

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user):
    payload = {"channelType": "webrtc", "externalClientId": user}
    if is_night():
        pass
    return requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json=payload)
