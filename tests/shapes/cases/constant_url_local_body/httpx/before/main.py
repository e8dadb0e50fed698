"""The night desk of a hotel: guests who call after midnight talk to the companion."""

import asyncio
import logging
import os

import httpx

logger = logging.getLogger(__name__)

NAPSTER_BASE = "https://companion-api.napster.com"
CONNECTIONS_URL = NAPSTER_BASE + "/public/connections"
INSTRUCTIONS = (
    "You are the night desk of the Harbour Hotel. You never give out room numbers."
)
TIMEOUT = 15.0


class NightDeskError(RuntimeError):
    """The service did not open a session."""


async def start_night_desk(guest_id: str, guest: dict) -> str:
    """Open a session for a guest and return its token."""
    payload = {
        "companionId": "comp_desk",
        "providerConfig": {
            "voiceId": "verse",
            "settings": {"instructions": INSTRUCTIONS, "temperature": 0.2},
        },
        "disableIdleTimeout": True,
        "externalClientId": guest_id,
        "externalClientProfile": guest,
    }
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    async with httpx.AsyncClient() as client:
        try:
            response = await client.post(
                CONNECTIONS_URL, json=payload, headers=headers, timeout=TIMEOUT
            )
            response.raise_for_status()
        except httpx.HTTPError as error:
            logger.exception("The night desk is closed")
            raise NightDeskError(str(error)) from error
    return response.json()["token"]


if __name__ == "__main__":
    token = asyncio.run(start_night_desk("guest_7", {"name": "Ada", "nights": 2}))
    print(bool(token))
