from typing import Any

import requests

BASE = "https://companion-api.napster.com"


def connect(user: str, fast: bool) -> Any:
    payload: dict[str, Any]
    voice: str
    voice = "voice_a"
    payload = {"companionId": "c", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    return requests.post(f"{BASE}/public/connections", json=payload)
