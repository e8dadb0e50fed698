"""The clerk of a town hall."""

import os

import requests
from config import settings

CLERK_AGENT_ID = os.environ["CLERK_AGENT_ID"]


def open_clerk(citizen: str | None, matter: str, urgent: bool = False) -> dict:
    """Open a session about a matter."""
    payload = {
        "channelType": "webrtc",
        "tags": {"matter": matter},
    }
    if citizen:
        payload["externalClientId"] = citizen
    if urgent:
        payload["tags"]["urgent"] = "yes"

    with requests.Session() as client:
        response = client.post(
            f"{settings.base_url}/public/agents/{CLERK_AGENT_ID}/connections",
            headers={"X-Api-Key": settings.api_key},
            json=payload,
        )
        response.raise_for_status()
        return response.json()
