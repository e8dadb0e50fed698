"""Ferry: terminals that may choose the voice of their guide."""

import os

import requests

BASE_URL = "https://companion-api.napster.com"


def open_terminal(passenger: str, voice: str | None = None) -> dict:
    """Open a session at a terminal."""
    response = requests.post(
        f"{BASE_URL}/public/connections",
        json={
            "companionId": "comp_guide",
            "providerConfig": {"voiceId": voice or "alloy"},
            "externalClientId": passenger,
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    open_terminal("passenger_1")
    open_terminal("passenger_2", "sage")
    print("token" in open_terminal("passenger_3", voice="verse"))
