import requests

from voices import VOICE

BASE = "https://companion-api.napster.com"
COMPANION = "comp_a"
LANGUAGE = "en"
SPEED = 1

__all__ = ["LANGUAGE", "connect"]


def connect(user):
    body = {"companionId": COMPANION, "language": LANGUAGE, "providerConfig": {"voiceId": VOICE}, "externalClientId": user}
    return requests.post(f"{BASE}/public/connections", json=body)
