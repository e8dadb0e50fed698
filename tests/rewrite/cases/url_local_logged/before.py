import logging

import requests

BASE = "https://companion-api.napster.com"
log = logging.getLogger(__name__)


def connect(user):
    url = f"{BASE}/public/connections"
    log.info("posting to %s", url)
    return requests.post(url, json={"companionId": "c", "providerConfig": {"voiceId": "v"}})
