import os

import requests

BASE = os.getenv("NAPSTER_BASE_URL", "https://companion-api.napster.com").rstrip("/")
VOICE = os.getenv("VOICE", "alloy")
HEADERS = {"X-Api-Key": os.getenv("NAPSTER_API_KEY", "").strip()}


def connect(user):
    payload = {
        "companionId": os.environ["COMPANION"],
        "providerConfig": {"voiceId": VOICE},
        "externalClientId": user,
    }
    return requests.post(BASE + "/public/connections", headers=HEADERS, json=payload)
