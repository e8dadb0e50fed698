"""Sessions in the garden centre."""

import os

import httpx
from acme.common_settings import API_URL, COMPANION


def open_garden(customer: str) -> dict:
    """Open a session."""
    body = {
        "companionId": COMPANION,
        "providerConfig": {"voiceId": "sage"},
        "externalClientId": customer,
    }
    response = httpx.post(
        f"{API_URL}/public/connections",
        json=body,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()
