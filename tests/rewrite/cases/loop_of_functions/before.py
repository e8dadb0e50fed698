import requests

BASE = "https://companion-api.napster.com"
FUNCTIONS = ("fn_a", "fn_b")


def connect(user):
    payload = {"companionId": "c", "providerConfig": {"voiceId": "v"}, "functions": []}
    for function in FUNCTIONS:
        payload["functions"].append(function)
    payload |= {"externalClientId": user, "language": "en"}
    return requests.post(f"{BASE}/public/connections", json=payload)
