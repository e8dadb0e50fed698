"""Opens support sessions."""

import requests

BASE = "https://companion-api.napster.com"
HEADERS = {"X-Api-Key": "key"}
SUPPORT_AGENT_ID = "agent_7f3c"


def open_session(user_id: str, profile: dict | None = None):
    payload = {
        "channelType": "webrtc",
        "externalClientId": user_id,
    }
    if profile:
        payload["externalClientProfile"] = profile
    return requests.post(
        f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections",
        headers=HEADERS,
        json=payload,
        timeout=10,
    )
