import requests

BASE = "https://companion-api.napster.com"


def connect(user, retry):
    url = f"{BASE}/public/connections"
    payload = {"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user}

    @retry
    def send():
        return requests.post(url, json=payload)

    return send()
