import requests

BASE = "https://companion-api.napster.com"
PAYLOAD = {
    "companionId": "comp_a",
    "providerConfig": {"voiceId": "v"},
    "tags": {"app": "kiosk"},
}


def connect():
    return requests.post(f"{BASE}/public/connections", json=PAYLOAD)
