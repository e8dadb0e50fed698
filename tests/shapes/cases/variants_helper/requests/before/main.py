"""Library: the reader's language chooses the voice."""

import os
import sys

import requests

BASE_URL = "https://companion-api.napster.com"
VOICES = {"en": "alloy", "fr": "coral"}


def voice_for(language: str) -> str:
    """The voice of a language."""
    return VOICES.get(language, "sage")


def open_desk(reader: str, language: str) -> dict:
    """Open a session at the desk."""
    voice = voice_for(language)
    response = requests.post(
        f"{BASE_URL}/public/connections",
        json={
            "companionId": "comp_librarian",
            "providerConfig": {"voiceId": voice},
            "externalClientId": reader,
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_desk("reader_1", sys.argv[1]))
