"""Calls to the vet."""

import requests
from app import settings


def call_vet(owner: str, animal: dict) -> dict:
    """Open a call with the vet about an animal."""
    with requests.Session() as client:
        response = client.post(
            f"{settings.NAPSTER_BASE_URL}/public/connections",
            headers={"X-Api-Key": settings.NAPSTER_API_KEY},
            json={
                "companionId": settings.COMPANION_ID,
                "providerConfig": {"voiceId": "alloy"},
                "externalClientId": owner,
                "externalClientProfile": animal,
            },
        )
        response.raise_for_status()
        return response.json()
