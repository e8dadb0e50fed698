import requests

BASE = "https://companion-api.napster.com"


def connect(user, profile=None):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": "v"},
        "externalClientId": user,
        "externalClientProfile": profile,
    }
    payload = {k: v for k, v in payload.items() if v is not None}
    return requests.post(f"{BASE}/public/connections", json=payload)
