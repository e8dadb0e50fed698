import requests

BASE = "https://companion-api.napster.com"


def connect(user, quiet):
    payload = {"companionId": "c", "providerConfig": {"voiceId": "v"}}
    if quiet:
        payload["language"] = "en"
    else:
        payload["initialSpeech"] = "Hello!"
    if user is None:
        payload["tags"] = {"anonymous": "yes"}
    else:
        payload["disableIdleTimeout"] = True
    return requests.post(f"{BASE}/public/connections", json=payload)
