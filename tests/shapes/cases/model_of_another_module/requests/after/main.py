"""Front desk, with a model of its own module."""

import os

import requests

BASE_URL = "https://companion-api.napster.com"
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
DESK_AGENT_ID = "agent_desk"


def open_desk(guest):
    """Open a session for a guest."""
    response = requests.post(
        f"{BASE_URL}/public/agents/{DESK_AGENT_ID}/connections",
        json={
            "channelType": "webrtc",
            **({"externalClientId": guest} if guest is not None else {}),
            "tags": {"floor": "3"},
        },
        headers=HEADERS,
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    open_desk(None)
    print("token" in open_desk("guest_1"))
