import requests

BASE = "https://companion-api.napster.com"
PAYLOAD = {
    "channelType": "webrtc",
}
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user):
    PAYLOAD["externalClientId"] = user
    return requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json=PAYLOAD)
