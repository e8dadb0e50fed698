"""Sessions with the tailor."""

import httpx
from django.conf import settings


def open_tailor(customer: str) -> dict:
    """Open a session with the tailor."""
    response = httpx.post(
        f"{settings.NAPSTER_BASE_URL}/public/connections",
        headers={"X-Api-Key": settings.NAPSTER_API_KEY},
        json={
            "companionId": settings.NAPSTER_COMPANION_ID,
            "providerConfig": {"voiceId": "verse"},
            "externalClientId": customer,
        },
        timeout=20,
    )
    response.raise_for_status()
    return response.json()
