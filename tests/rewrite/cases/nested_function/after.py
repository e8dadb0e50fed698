import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user, retry):
    url = f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections"
    payload = {"channelType": "webrtc", "externalClientId": user}

    @retry
    def send():
        return requests.post(url, json=payload)

    return send()
