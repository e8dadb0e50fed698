"""The prompter of the opera."""

import os

import httpx
from constants import *

PROMPTER_AGENT_ID = "agent_prompter"


def open_prompter(singer: str, opera: str) -> dict:
    """Open a session for a rehearsal."""
    response = httpx.post(
        f"{BASE_URL}/public/agents/{PROMPTER_AGENT_ID}/connections",
        json={
            "channelType": "webrtc",
            "externalClientId": singer,
            "tags": {"opera": opera},
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_prompter("singer_1", "Tosca"))
