import logging

import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"
log = logging.getLogger(__name__)


def connect(user):
    url = f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections"
    log.info("posting to %s", url)
    return requests.post(url, json={"channelType": "webrtc"})
