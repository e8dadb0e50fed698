import requests

from app import is_night

BASE = "https://companion-api.napster.com"


def connect(user):
    payload = {"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user}
    if is_night():
        payload["disableIdleTimeout"] = True
    return requests.post(f"{BASE}/public/connections", json=payload)
