from __future__ import annotations

import os
from typing import Any

import httpx

from .settings import VOICES


async def open_session(companion_id: str, voice: str, **options: Any) -> str:
    payload: dict[str, Any] = {
        "companionId": companion_id,
        "providerConfig": {"voiceId": VOICES.get(voice, "alloy")},
    }
    payload.update(options)
    async with httpx.AsyncClient(
        base_url=os.environ["NAPSTER_BASE_URL"],
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
    ) as client:
        response = await client.post("/public/ws-connections", json=payload)
    return response.json()["token"]


class Client:
    def __init__(self) -> None:
        self._http = httpx.Client(
            base_url="https://companion-api.napster.com/public/",
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )

    def connect(self, payload: dict[str, Any]) -> dict[str, Any]:
        if (answer := self._http.post("connections", json=payload)).is_error:
            raise RuntimeError(answer.text)
        return answer.json()
