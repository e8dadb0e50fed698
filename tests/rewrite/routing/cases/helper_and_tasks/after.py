import asyncio
import os

import httpx

from app.omniagents import route
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
        path, body = route("webrtc", payload)
        return self._request("POST", path, payload=body)


def forward(payload: dict) -> dict:
    path, body = route("webrtc", payload)
    return httpx.post(
        f"https://companion-api.napster.com{path}", json=body, headers=_headers()
    ).json()


async def many(companions):
    async with httpx.AsyncClient(base_url=BASE, headers=_headers()) as client:
        sent = []
        for companion in companions:
            payload = {"companionId": companion, "providerConfig": {"voiceId": "alloy"}}
            payload["externalClientId"] = os.environ["USER"]
            path, body = route("websocket", payload)
            sent.append(client.post(path, json=body))
        return await asyncio.gather(*sent)
