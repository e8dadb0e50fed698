import asyncio
import os

import httpx

from app.settings import BASE, KEY


def _headers():
    """What every request needs."""
    headers = {"X-Api-Key": KEY}
    return headers


class Sessions:
    def __init__(self):
        self._client = httpx.Client(headers=_headers())

    def _request(self, method, path, payload=None):
        response = self._client.request(method, f"{BASE}{path}", json=payload)
        response.raise_for_status()
        return response.json()

    def open(self, companion, **options):
        payload = {"companionId": companion, "providerConfig": {"voiceId": "alloy"}}
        payload.update(options)
        return self._request("POST", "/public/connections", payload=payload)


def forward(payload: dict) -> dict:
    return httpx.post(
        "https://companion-api.napster.com/public/connections", json=payload, headers=_headers()
    ).json()


async def many(companions):
    async with httpx.AsyncClient(base_url=BASE, headers=_headers()) as client:
        sent = []
        for companion in companions:
            payload = {"companionId": companion, "providerConfig": {"voiceId": "alloy"}}
            payload["externalClientId"] = os.environ["USER"]
            sent.append(client.post("/public/ws-connections", json=payload))
        return await asyncio.gather(*sent)
