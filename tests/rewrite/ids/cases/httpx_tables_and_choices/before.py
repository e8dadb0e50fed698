from __future__ import annotations

import httpx

from . import settings

TOUR_VOICES = {"en": "alloy", "de": "sage", "fr": "coral", "it": "verse"}


async def open_tour(client: httpx.AsyncClient, language: str) -> str:
    answer = await client.post(
        f"{settings.BASE}/public/connections",
        headers={"X-Api-Key": settings.KEY},
        json={"companionId": "comp_tour", "providerConfig": {"voiceId": TOUR_VOICES[language]}},
    )
    return answer.json()["token"]


async def open_lounge(client: httpx.AsyncClient, premium: bool) -> str:
    voice = "coral" if premium else "sage"
    answer = await client.post(
        f"{settings.BASE}/public/connections",
        headers={"X-Api-Key": settings.KEY},
        json={"companionId": "comp_lounge", "providerConfig": {"voiceId": voice}},
    )
    return answer.json()["token"]
