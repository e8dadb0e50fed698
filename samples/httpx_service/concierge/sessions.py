"""Sessions of hotel guests with the concierge."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import httpx

from .settings import (
    COMPANION_ID,
    LANGUAGE,
    NAPSTER_API_KEY,
    NAPSTER_BASE_URL,
    NOISE_REDUCTION,
    REQUEST_TIMEOUT,
    TEMPERATURE,
    TURN_DETECTION,
    VOICE_ID,
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Guest:
    """A guest as the booking system knows them."""

    guest_id: str
    name: str
    room: str
    vegetarian: bool = False


@dataclass(frozen=True)
class Session:
    """What the tablet in the lobby needs to join."""

    connection_id: str
    token: str


class ConciergeUnavailable(Exception):
    """The concierge can't take this guest now."""


async def open_session(guest: Guest, hotel: str) -> Session:
    """Open a session for one guest; the memory key is the guest's id."""
    profile = {"name": guest.name, "room": guest.room}
    # Only say it when we know it; the concierge must not guess diets.
    if guest.vegetarian:
        profile["diet"] = "vegetarian"

    payload = {
        "companionId": COMPANION_ID,
        "language": LANGUAGE,
        "functions": ["fn_book_table"],
        "faqCollections": ["faq_menu"],
        "knowledgeBaseId": "kb_menu",
        "externalClientId": guest.guest_id,
        "externalClientProfile": profile,
        "tags": {"hotel": hotel},
        "providerConfig": {
            "voiceId": VOICE_ID,
            "settings": {
                "temperature": TEMPERATURE,
                "turnDetection": TURN_DETECTION,
                "noiseReduction": NOISE_REDUCTION,
            },
        },
    }

    async with httpx.AsyncClient(
        base_url=NAPSTER_BASE_URL,
        headers={"X-Api-Key": NAPSTER_API_KEY},
        timeout=REQUEST_TIMEOUT,
    ) as client:
        try:
            response = await client.post("/public/connections", json=payload)
            response.raise_for_status()
        except httpx.HTTPStatusError as error:
            logger.warning("No session for %s: %s", guest.guest_id, error)
            raise ConciergeUnavailable(guest.guest_id) from error

    body = response.json()
    return Session(connection_id=body["connection"]["id"], token=body["token"])


async def close_session(session: Session) -> None:
    """End the session for the guest, whoever is still talking."""
    async with httpx.AsyncClient(
        base_url=NAPSTER_BASE_URL,
        headers={"X-Api-Key": NAPSTER_API_KEY},
        timeout=REQUEST_TIMEOUT,
    ) as client:
        response = await client.delete(f"/public/connections/{session.connection_id}")
        response.raise_for_status()
