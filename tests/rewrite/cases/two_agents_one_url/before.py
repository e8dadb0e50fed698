import requests

BASE = "https://companion-api.napster.com"
URL = f"{BASE}/public/connections"


def support(user):
    body = {"companionId": "c1", "providerConfig": {"voiceId": "v"}, "externalClientId": user}
    return requests.post(URL, json=body)


def sales(user):
    body = {"companionId": "c2", "providerConfig": {"voiceId": "v"}, "externalClientId": user}
    return requests.post(URL, json=body)
