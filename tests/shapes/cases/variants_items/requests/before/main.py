"""Lighthouse: every keeper is greeted in the morning."""

import os

import requests

BASE_URL = "https://companion-api.napster.com"
KEEPERS = [
    {"companion": "comp_north", "voice": "alloy", "keeper": "keeper_1"},
    {"companion": "comp_south", "voice": "sage", "keeper": "keeper_2"},
]


def greet_keepers() -> int:
    """Open a session for every keeper."""
    opened = 0
    for greeting in KEEPERS:
        response = requests.post(
            f"{BASE_URL}/public/connections",
            json={
                "companionId": greeting["companion"],
                "providerConfig": {"voiceId": greeting["voice"]},
                "externalClientId": greeting["keeper"],
            },
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
            timeout=20,
        )
        response.raise_for_status()
        opened += 1
    return opened


if __name__ == "__main__":
    print(greet_keepers())
