from typing import Any

import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user: str, fast: bool) -> Any:
    payload: dict[str, Any]
    payload = {"channelType": "webrtc", "externalClientId": user}
    return requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json=payload)
