import requests

BASE = "https://companion-api.napster.com"
CONNECTIONS_URL = f"{BASE}/public/connections"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user):
    return requests.post(
        f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections",
        json={
            "channelType": "webrtc",
            "externalClientId": user,
        },
    )


def hang_up(connection_id):
    return requests.delete(f"{CONNECTIONS_URL}/{connection_id}")
