import requests

BASE = "https://companion-api.napster.com"


def connect(user):
    payload = {"externalClientId": user}
    payload["companionId"] = "c"; payload["providerConfig"] = {"voiceId": "v"}
    return requests.post(f"{BASE}/public/connections", json=payload)
