"""Hotel: the concierge depends on the guest's card."""

import os
import sys

import requests

BASE_URL = "https://companion-api.napster.com"
LOBBY_GOLD_AGENT_ID = "agent_lobby_gold"
LOBBY_SILVER_AGENT_ID = "agent_lobby_silver"
LOBBY_AGENT_ID = "agent_lobby"


def open_lobby(guest: str, card: str) -> dict:
    """Open a session in the lobby."""
    payload = {"channelType": "webrtc", "externalClientId": guest}
    if card == "gold":
        agent_id = LOBBY_GOLD_AGENT_ID
        payload["initialSpeech"] = "Welcome back!"
    elif card == "silver":
        agent_id = LOBBY_SILVER_AGENT_ID
    else:
        agent_id = LOBBY_AGENT_ID
    response = requests.post(
        f"{BASE_URL}/public/agents/{agent_id}/connections",
        json=payload,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_lobby("guest_1", sys.argv[1]))
