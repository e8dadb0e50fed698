import os

import requests

BASE = "https://companion-api.napster.com"
COMPANION_ID = os.environ["COMPANION_ID"]


def connect(user: str) -> dict:
    voice = os.getenv("VOICE_ID", "voice_default")
    body = {
        "companionId": COMPANION_ID,
        "providerConfig": {"voiceId": voice},
        "externalClientId": user,
    }
    return requests.post(f"{BASE}/public/connections", json=body).json()
