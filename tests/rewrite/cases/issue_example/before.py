"""Opens support sessions."""

import requests

BASE = "https://companion-api.napster.com"
HEADERS = {"X-Api-Key": "key"}
VOICE = "voice_warm"


def open_session(user_id: str, profile: dict | None = None):
    payload = {
        "companionId": "comp_support",
        "language": "English",
        "functions": ["fn_order_status"],
        "providerConfig": {
            "voiceId": VOICE,
            "settings": {"temperature": 0.7},
        },
        "externalClientId": user_id,
    }
    if profile:
        payload["externalClientProfile"] = profile
    return requests.post(
        f"{BASE}/public/connections",
        headers=HEADERS,
        json=payload,
        timeout=10,
    )
