import requests

BASE = "https://companion-api.napster.com"


def connect(user):
    settings = {"temperature": 0.2}
    settings["instructions"] = "Be kind."
    config = {"voiceId": "v"}
    config["settings"] = settings
    payload = {"companionId": "c", "externalClientId": user}
    payload["providerConfig"] = config
    return requests.post(f"{BASE}/public/connections", json=payload)
