import requests

BASE = "https://companion-api.napster.com"
APP = "web"
DEFAULTS = {
    "companionId": "c",
    "providerConfig": {"voiceId": "v"},
    "tags": {"app": APP},
}


def connect(user):
    payload = {**DEFAULTS, "externalClientId": user}
    return requests.post(f"{BASE}/public/connections", json=payload)
