"""Locksmith's emergency line."""

import os

import requests

BASE_URL = "https://companion-api.napster.com"
LOCKSMITH_AGENT_ID = "agent_locksmith"


def call_locksmith(caller: str, address: str) -> dict:
    """Open a session with the locksmith."""
    profile = {"address": address}
    payload = {
        "channelType": "webrtc",
        "externalClientId": caller,
        "externalClientProfile": profile,
    }
    with requests.Session() as client:
        response = client.post(
            f"{BASE_URL}/public/agents/{LOCKSMITH_AGENT_ID}/connections",
            json=payload,
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
        response.raise_for_status()
        return response.json()


if __name__ == "__main__":
    print("token" in call_locksmith("caller_1", "Harbour Street 3"))
