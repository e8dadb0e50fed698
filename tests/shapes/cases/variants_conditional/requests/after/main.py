"""Ferry line: passengers with and without a cabin."""

import os
import sys

import requests

BASE_URL = "https://companion-api.napster.com"
DESK_PREMIUM_AGENT_ID = "agent_desk_premium"
DESK_AGENT_ID = "agent_desk"


def open_desk(passenger: str, premium: bool) -> dict:
    """Open a session for a passenger."""
    agent_id = DESK_PREMIUM_AGENT_ID if premium else DESK_AGENT_ID
    response = requests.post(
        f"{BASE_URL}/public/agents/{agent_id}/connections",
        json={
            "channelType": "webrtc",
            "externalClientId": passenger,
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_desk("passenger_1", "premium" in sys.argv))
