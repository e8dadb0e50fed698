import requests

from .audit import log

BASE = "https://companion-api.napster.com"


def connect(user):
    url = f"{BASE}/public/connections"
    log.info("posting to %s", url)
    return requests.post(url, json={"companionId": "c", "providerConfig": {"voiceId": "v"}})
