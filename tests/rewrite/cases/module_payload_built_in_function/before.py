import requests

BASE = "https://companion-api.napster.com"
PAYLOAD = {
    "companionId": "comp_a",
    "providerConfig": {"voiceId": "v"},
}


def connect(user):
    PAYLOAD["externalClientId"] = user
    return requests.post(f"{BASE}/public/connections", json=PAYLOAD)
