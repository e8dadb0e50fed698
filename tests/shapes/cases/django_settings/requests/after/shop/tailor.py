"""Sessions with the tailor."""

import requests
from django.conf import settings

TAILOR_AGENT_ID = "agent_tailor"


def open_tailor(customer: str) -> dict:
    """Open a session with the tailor."""
    response = requests.post(
        f"{settings.NAPSTER_BASE_URL}/public/agents/{TAILOR_AGENT_ID}/connections",
        headers={"X-Api-Key": settings.NAPSTER_API_KEY},
        json={
            "channelType": "webrtc",
            "externalClientId": customer,
        },
        timeout=20,
    )
    response.raise_for_status()
    return response.json()
