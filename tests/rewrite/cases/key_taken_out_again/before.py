import requests

URL = "https://companion-api.napster.com/public/connections"


def connect(user, preview):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": "v"},
        "tags": {"app": "web"},
        "externalClientId": user,
    }
    payload.pop("tags", None)
    return requests.post(URL, json=payload)
