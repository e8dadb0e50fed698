import logging

import requests

BASE = "https://companion-api.napster.com"
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
    return requests.post(f"{BASE}/public/connections", json=payload, timeout=5)
