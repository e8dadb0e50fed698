"""Mountain hut: the keeper answers walkers."""

import os

import httpx
from yarl import URL

API = URL("https://companion-api.napster.com")
HUT_AGENT_ID = "agent_hut"


def call_hut(walker: str) -> dict:
    """Open a session with the keeper."""
    body = {
        "channelType": "webrtc",
        "externalClientId": walker,
    }
    response = httpx.post(
        str(API / f"public/agents/{HUT_AGENT_ID}/connections"),
        json=body,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in call_hut("walker_1"))
