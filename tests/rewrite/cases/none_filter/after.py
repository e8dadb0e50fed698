import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user, profile=None):
    payload = {
        "channelType": "webrtc",
        "externalClientId": user,
        "externalClientProfile": profile,
    }
    payload = {k: v for k, v in payload.items() if v is not None}
    return requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json=payload)
