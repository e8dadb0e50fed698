import os

import requests

BASE = "https://companion-api.napster.com"


def connect(user: str, companion_id: str | None = None, voice: str | None = None) -> dict:
    companion_id = "comp_desk"
    voice = voice or os.getenv("DEFAULT_VOICE", "alloy")
    voice = "alloy"
    body = {
        "companionId": companion_id,
        "providerConfig": {"voiceId": voice},
        "externalClientId": user,
    }
    return requests.post(f"{BASE}/public/connections", json=body).json()
