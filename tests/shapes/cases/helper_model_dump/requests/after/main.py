"""Harbour pilot for sailors who come in at night."""

import os
from dataclasses import dataclass

import requests

BASE_URL = "https://companion-api.napster.com"
PILOT_AGENT_ID = "agent_pilot"


@dataclass
class ConnectionRequest:
    """Body of the request that opens a session."""

    companionId: str
    providerConfig: dict[str, str]
    externalClientId: str


def send(path: str, body: dict) -> dict:
    """Post a body and return the answer."""
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    response = requests.post(BASE_URL + path, json=body, headers=headers, timeout=9)
    response.raise_for_status()
    return response.json()


def call_pilot(sailor: str) -> dict:
    """Open a session with the pilot."""
    return send(
        f"/public/agents/{PILOT_AGENT_ID}/connections",
        {"channelType": "webrtc", "externalClientId": sailor},
    )


if __name__ == "__main__":
    print("token" in call_pilot("sailor_1"))
