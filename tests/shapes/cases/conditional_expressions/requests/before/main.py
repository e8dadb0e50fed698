"""Campsite: arrivals by day and by night."""

import os

import requests

BASE_URL = "https://companion-api.napster.com"
VOICE = None
DEFAULT_VOICE = "alloy"


def open_arrival(camper: str, *, night: bool = False) -> dict:
    """Open a session on arrival."""
    body = {
        "companionId": "comp_warden",
        "providerConfig": {"voiceId": VOICE or DEFAULT_VOICE},
        "externalClientId": camper,
        "tags": {"shift": "night" if night else "day"},
        **({"initialSpeech": "Speak softly."} if night else {}),
    }
    response = requests.post(
        f"{BASE_URL}/public/connections",
        json=body,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    open_arrival("camper_1")
    print("token" in open_arrival("camper_2", night=True))
