"""Aquarium: the diver answers from the tank."""

import json
import os

import httpx

BASE_URL = "https://companion-api.napster.com"
DIVER_AGENT_ID = "agent_diver"


def call_diver(visitor: str) -> dict:
    """Open a session with the diver."""
    body = {"channelType": "webrtc"}
    body["externalClientId"] = visitor
    response = httpx.post(
        f"{BASE_URL}/public/agents/{DIVER_AGENT_ID}/connections",
        content=json.dumps(body),
        headers={
            "Content-Type": "application/json",
            "X-Api-Key": os.environ["NAPSTER_API_KEY"],
        },
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in call_diver("visitor_1"))
