"""Front desk, with a data class of its own module."""

import os

import httpx

BASE_URL = "https://companion-api.napster.com"
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
DESK_AGENT_ID = "agent_desk"


def open_desk(guest):
    """Open a session for a guest."""
    with httpx.Client(headers=HEADERS) as client:
        response = client.post(
            f"{BASE_URL}/public/agents/{DESK_AGENT_ID}/connections",
            json={
                "channelType": "websocket",
                "externalClientId": guest,
                "initialSpeech": "Welcome!",
            },
        )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_desk("guest_1"))
