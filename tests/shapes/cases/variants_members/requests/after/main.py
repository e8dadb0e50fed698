"""Gym: a trainer by what the member pays for."""

import os
import sys

import requests

from tiers import Tier

TRAINING_AGENT_IDS = {
    Tier.GOLD: "agent_training_gold",
    Tier.FREE: "agent_training_free",
}


def open_training(member: str, tier: Tier) -> dict:
    """Open a session with a trainer."""
    response = requests.post(
        f"https://companion-api.napster.com/public/agents/{TRAINING_AGENT_IDS[tier]}/connections",
        json={
            "channelType": "webrtc",
            "externalClientId": member,
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_training("member_1", Tier(sys.argv[1])))
