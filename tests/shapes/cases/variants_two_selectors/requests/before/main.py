"""Planetarium: shows for children and for grown-ups, in two languages."""

import os
import sys

import requests

BASE_URL = "https://companion-api.napster.com"
VOICES = {"en": "alloy", "fr": "coral"}


def open_show(visitor: str, language: str, *, for_kids: bool) -> dict:
    """Open a session for a show."""
    response = requests.post(
        f"{BASE_URL}/public/connections",
        json={
            "companionId": "comp_rocket" if for_kids else "comp_astronomer",
            "providerConfig": {"voiceId": VOICES[language]},
            "language": language,
            "externalClientId": visitor,
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_show("visitor_1", sys.argv[1], for_kids="kids" in sys.argv))
