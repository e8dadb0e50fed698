"""Ferry: terminals that may choose the voice of their guide."""

import os

import httpx

BASE_URL = "https://companion-api.napster.com"


def open_terminal(passenger: str, voice: str | None = None) -> dict:
    """Open a session at a terminal."""
    if voice is None:
        voice = "alloy"
    payload = {
        "companionId": "comp_guide",
        "providerConfig": {"voiceId": voice},
        "externalClientId": passenger,
    }
    with httpx.Client(base_url=BASE_URL, timeout=20) as client:
        response = client.post(
            "/public/connections",
            json=payload,
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    open_terminal("passenger_1")
    print("token" in open_terminal("passenger_2", voice="verse"))
