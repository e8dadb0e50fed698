import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user: str, companion_id: str | None = None, voice: str | None = None) -> dict:
    body = {
        "channelType": "webrtc",
        "externalClientId": user,
    }
    return requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json=body).json()
