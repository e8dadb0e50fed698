import requests

from .audit import log

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user):
    url = f"{BASE}/public/connections"
    log.info("posting to %s", url)
    return requests.post(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections", json={"channelType": "webrtc"})
