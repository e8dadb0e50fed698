"""Campsite: arrivals by day and by night."""

import os

import httpx

BASE_URL = "https://companion-api.napster.com"
ARRIVAL_AGENT_ID = "agent_arrival"


def open_arrival(camper: str, *, night: bool = False) -> dict:
    """Open a session on arrival."""
    body = {
        "channelType": "webrtc",
        "externalClientId": camper,
        "tags": {"shift": "night" if night else "day"},
        **({"initialSpeech": "Speak softly."} if night else {}),
    }
    response = httpx.post(
        f"{BASE_URL}/public/agents/{ARRIVAL_AGENT_ID}/connections",
        json=body,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    open_arrival("camper_1")
    print("token" in open_arrival("camper_2", night=True))
