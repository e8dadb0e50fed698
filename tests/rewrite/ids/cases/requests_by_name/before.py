"""The front desk."""

import requests

from app.settings import BASE, KEY

HEADERS = {"X-Api-Key": KEY}


def open_desk(guest: str) -> str:
    payload = {
        "companionId": "comp_desk",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": guest,
    }
    answer = requests.post(f"{BASE}/public/connections", json=payload, headers=HEADERS)
    return answer.json()["token"]


def open_phone(guest: str) -> str:
    payload = {
        "companionId": "comp_phone",
        "providerConfig": {"voiceId": "sage"},
        "externalClientId": guest,
    }
    answer = requests.post(f"{BASE}/public/ws-connections", json=payload, headers=HEADERS)
    return answer.json()["token"]
