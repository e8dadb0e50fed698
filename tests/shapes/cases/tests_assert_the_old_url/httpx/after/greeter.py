"""The greeter of a department store."""

import os

import httpx

BASE_URL = "https://companion-api.napster.com"
GREETER_AGENT_ID = "agent_greeter"


def open_greeter(customer: str) -> dict:
    """Open a session at the door."""
    response = httpx.post(
        f"{BASE_URL}/public/agents/{GREETER_AGENT_ID}/connections",
        json={
            "channelType": "webrtc",
            "externalClientId": customer,
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()
