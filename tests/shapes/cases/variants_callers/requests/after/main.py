"""Town hall: desks with a voice of their own."""

import os

import requests

BASE_URL = "https://companion-api.napster.com"
DESK_AGENT_IDS = {
    "alloy": "agent_desk_alloy",
    "sage": "agent_desk_sage",
}


def open_desk(citizen: str, voice: str) -> dict:
    """Open a session at a desk."""
    response = requests.post(
        f"{BASE_URL}/public/agents/{DESK_AGENT_IDS[voice]}/connections",
        json={
            "channelType": "webrtc",
            "externalClientId": citizen,
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    open_desk("citizen_1", "alloy")
    print("token" in open_desk("citizen_1", voice="sage"))
