"""Hotel: the concierge depends on the guest's card."""

import os
import sys

import requests

BASE_URL = "https://companion-api.napster.com"


def open_lobby(guest: str, card: str) -> dict:
    """Open a session in the lobby."""
    payload = {"companionId": "comp_lobby", "externalClientId": guest}
    if card == "gold":
        payload["providerConfig"] = {"voiceId": "coral"}
        payload["initialSpeech"] = "Welcome back!"
    elif card == "silver":
        payload["providerConfig"] = {"voiceId": "sage"}
    else:
        payload["providerConfig"] = {"voiceId": "alloy"}
    response = requests.post(
        f"{BASE_URL}/public/connections",
        json=payload,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_lobby("guest_1", sys.argv[1]))
