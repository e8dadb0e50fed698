"""Hotel: the concierge depends on the guest's card."""

import os
import sys

import httpx

CONNECTIONS = "/public/connections"


def open_lobby(client: httpx.Client, guest: str, card: str) -> dict:
    """Open a session in the lobby."""
    if card == "gold":
        companion, voice = "comp_butler", "coral"
    else:
        companion, voice = "comp_lobby", "alloy"
    response = client.post(
        CONNECTIONS,
        json={
            "companionId": companion,
            "providerConfig": {"voiceId": voice},
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
