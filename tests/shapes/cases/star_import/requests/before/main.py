"""The prompter of the opera."""

import os

import requests
from constants import *


def open_prompter(singer: str, opera: str) -> dict:
    """Open a session for a rehearsal."""
    response = requests.post(
        f"{BASE_URL}/public/connections",
        json={
            "companionId": COMPANION_ID,
            "providerConfig": {"voiceId": VOICE_ID},
            "externalClientId": singer,
            "tags": {"opera": opera},
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_prompter("singer_1", "Tosca"))
