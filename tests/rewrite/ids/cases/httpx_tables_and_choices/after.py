from __future__ import annotations

import httpx

from . import settings
from .omniagent_ids import (
    LOUNGE_AGENT_ID,
    LOUNGE_PREMIUM_AGENT_ID,
    TOUR_DE_AGENT_ID,
    TOUR_EN_AGENT_ID,
    TOUR_FR_AGENT_ID,
    TOUR_IT_AGENT_ID,
)

TOUR_AGENT_IDS = {
    "en": TOUR_EN_AGENT_ID,
    "de": TOUR_DE_AGENT_ID,
    "fr": TOUR_FR_AGENT_ID,
    "it": TOUR_IT_AGENT_ID,
}


async def open_tour(client: httpx.AsyncClient, language: str) -> str:
    answer = await client.post(
        f"{settings.BASE}/public/agents/{TOUR_AGENT_IDS[language]}/connections",
        headers={"X-Api-Key": settings.KEY},
        json={"channelType": "webrtc"},
    )
    return answer.json()["token"]


async def open_lounge(client: httpx.AsyncClient, premium: bool) -> str:
    agent_id = LOUNGE_PREMIUM_AGENT_ID if premium else LOUNGE_AGENT_ID
    answer = await client.post(
        f"{settings.BASE}/public/agents/{agent_id}/connections",
        headers={"X-Api-Key": settings.KEY},
        json={"channelType": "webrtc"},
    )
    return answer.json()["token"]
