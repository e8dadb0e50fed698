"""Calls from the kiosk."""

import requests
from kiosk.config import API_KEY, KIOSK_COMPANION, NAPSTER_URL


def open_kiosk(visitor: str) -> dict:
    """Open a session."""
    body = {
        "companionId": KIOSK_COMPANION,
        "providerConfig": {"voiceId": "coral"},
        "externalClientId": visitor,
    }
    response = requests.post(
        f"{NAPSTER_URL}/public/connections",
        json=body,
        headers={"X-Api-Key": API_KEY},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()
