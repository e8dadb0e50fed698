"""Museum: guided tours in several languages."""

import os
import sys

import requests

BASE_URL = "https://companion-api.napster.com"
VOICES = {
    "en": "alloy",
    "fr": "coral",
}


def open_tour(visitor: str, language: str) -> dict:
    """Open a session with a guide who speaks the visitor's language."""
    payload = {
        "companionId": "comp_guide",
        "providerConfig": {"voiceId": VOICES[language]},
        "language": language,
        "externalClientId": visitor,
    }
    response = requests.post(
        f"{BASE_URL}/public/connections",
        json=payload,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_tour("visitor_1", sys.argv[1]))
