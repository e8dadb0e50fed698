import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"
CONNECTIONS_URL = f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections"


def connect(user):
    return requests.post(
        CONNECTIONS_URL,
        json={
            "channelType": "webrtc",
            "externalClientId": user,
        },
    )
