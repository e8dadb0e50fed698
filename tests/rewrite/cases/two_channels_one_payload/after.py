import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user, phone):
    if phone:
        return requests.post(
            f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections",
            json={"channelType": "websocket", "externalClientId": user},
        )
    return requests.post(
        f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections",
        json={"channelType": "webrtc", "externalClientId": user},
    )
