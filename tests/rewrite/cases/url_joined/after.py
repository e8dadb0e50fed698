from urllib.parse import urljoin

import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user):
    return requests.post(urljoin(BASE, f"/public/agents/{SUPPORT_AGENT_ID}/connections"), json={"channelType": "webrtc", "externalClientId": user})
