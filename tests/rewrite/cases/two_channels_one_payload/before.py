import requests

BASE = "https://companion-api.napster.com"


def connect(user, phone):
    payload = {
        "companionId": "c1",
        "providerConfig": {"voiceId": "v"},
        "externalClientId": user,
    }
    if phone:
        return requests.post(f"{BASE}/public/ws-connections", json=payload)
    return requests.post(f"{BASE}/public/connections", json=payload)
