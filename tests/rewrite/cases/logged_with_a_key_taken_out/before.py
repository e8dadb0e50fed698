import logging

import requests

URL = "https://companion-api.napster.com/public/connections"


def connect(user, plain):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": "v"},
        "language": "en",
        "tags": {"app": "web"},
        "externalClientId": user,
    }
    payload.pop("language", None)
    if plain:
        del payload["tags"]
    logging.info("Opening %s", payload)
    return requests.post(URL, json=payload)
