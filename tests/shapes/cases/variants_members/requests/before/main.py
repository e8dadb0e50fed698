"""Gym: a trainer by what the member pays for."""

import os
import sys

import requests

from tiers import Tier

URL = "https://companion-api.napster.com/public/connections"
VOICES = {Tier.GOLD: "verse", Tier.FREE: "alloy"}


def open_training(member: str, tier: Tier) -> dict:
    """Open a session with a trainer."""
    response = requests.post(
        URL,
        json={
            "companionId": "comp_trainer",
            "providerConfig": {"voiceId": VOICES[tier]},
            "externalClientId": member,
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_training("member_1", Tier(sys.argv[1])))
