"""Calls to the vet."""

import os

import requests
from app import settings

VET_AGENT_ID = os.environ["VET_AGENT_ID"]


def call_vet(owner: str, animal: dict) -> dict:
    """Open a call with the vet about an animal."""
    with requests.Session() as client:
        response = client.post(
            f"{settings.NAPSTER_BASE_URL}/public/agents/{VET_AGENT_ID}/connections",
            headers={"X-Api-Key": settings.NAPSTER_API_KEY},
            json={
                "channelType": "webrtc",
                "externalClientId": owner,
                "externalClientProfile": animal,
            },
        )
        response.raise_for_status()
        return response.json()
