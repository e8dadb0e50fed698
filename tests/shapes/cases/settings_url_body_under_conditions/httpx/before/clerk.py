"""The clerk of a town hall."""

import httpx
from config import settings


async def open_clerk(citizen: str | None, matter: str, urgent: bool = False) -> dict:
    """Open a session about a matter."""
    payload = {
        "companionId": settings.companion_id,
        "providerConfig": {"voiceId": "alloy"},
        "tags": {"matter": matter},
    }
    if citizen:
        payload["externalClientId"] = citizen
    if urgent:
        payload["tags"]["urgent"] = "yes"

    async with httpx.AsyncClient(timeout=15) as client:
        response = await client.post(
            f"{settings.base_url}/public/connections",
            headers={"X-Api-Key": settings.api_key},
            json=payload,
        )
        response.raise_for_status()
        return response.json()
