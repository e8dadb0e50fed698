"""Hotel: the concierge depends on the guest's card."""

import os
import sys

import httpx

LOBBY_GOLD_AGENT_ID = "agent_lobby_gold"
LOBBY_AGENT_ID = "agent_lobby"


def open_lobby(client: httpx.Client, guest: str, card: str) -> dict:
    """Open a session in the lobby."""
    if card == "gold":
        agent_id = LOBBY_GOLD_AGENT_ID
    else:
        agent_id = LOBBY_AGENT_ID
    response = client.post(
        f"/public/agents/{agent_id}/connections",
        json={
            "channelType": "webrtc",
            "externalClientId": guest,
        },
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    with httpx.Client(
        base_url="https://companion-api.napster.com",
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
    ) as http:
        print("token" in open_lobby(http, "guest_1", sys.argv[1]))
