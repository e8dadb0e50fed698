import logging

import requests

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"
log = logging.getLogger(__name__)


def connect(user_id, profile=None):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": "v"},
        "externalClientId": user_id,
    }
    if profile:
        payload["externalClientProfile"] = profile
    log.info("opening %s", payload)
    return requests.post(
        f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections",
        json={
            "channelType": "webrtc",
            "externalClientId": user_id,
            **({"externalClientProfile": payload["externalClientProfile"]} if "externalClientProfile" in payload else {}),
        },
        timeout=5,
    )
