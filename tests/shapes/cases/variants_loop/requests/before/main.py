"""Choir: one session a part, to try out the singers."""

import os

import requests

BASE_URL = "https://companion-api.napster.com"
PARTS = {"soprano": "coral", "alto": "sage", "bass": "ash"}


def open_all(choir: str) -> list[dict]:
    """Open a session for each part of a choir."""
    sessions = []
    for part, voice in PARTS.items():
        response = requests.post(
            f"{BASE_URL}/public/connections",
            json={
                "companionId": "comp_conductor",
                "providerConfig": {"voiceId": voice},
                "externalClientId": choir,
                "tags": {"part": part},
            },
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
            timeout=20,
        )
        response.raise_for_status()
        sessions.append(response.json())
    return sessions


if __name__ == "__main__":
    print(len(open_all("choir_1")))
