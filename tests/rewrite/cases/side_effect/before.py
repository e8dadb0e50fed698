import requests

from .audit import next_voice

BASE = "https://companion-api.napster.com"


def connect(user):
    return requests.post(
        f"{BASE}/public/connections",
        json={"companionId": "c", "providerConfig": {"voiceId": next_voice()}},
    )
