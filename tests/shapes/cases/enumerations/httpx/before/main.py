"""Language café."""

import os
from enum import Enum, StrEnum

import httpx

BASE_URL = "https://companion-api.napster.com"


class Voice(Enum):
    """Voices that the café uses."""

    WARM = "sage"
    BRIGHT = "coral"


class Language(StrEnum):
    """Languages of the café."""

    ENGLISH = "en"
    FRENCH = "fr"


def open_cafe(guest: str) -> dict:
    """Open a session in French."""
    body = {
        "companionId": "comp_host",
        "language": Language.FRENCH,
        "providerConfig": {"voiceId": Voice.WARM.value},
        "externalClientId": guest,
    }
    response = httpx.post(
        f"{BASE_URL}/public/connections",
        json=body,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_cafe("guest_1"))
