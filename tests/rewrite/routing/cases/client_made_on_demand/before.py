"""The payload is written behind what makes the client, and is settled before."""

import os

import aiohttp


class Avatars:
    def __init__(self, avatar: str, http=None):
        self._avatar_id = avatar
        self._http = http

    def _client(self) -> aiohttp.ClientSession:
        if self._http is None:
            self._http = aiohttp.ClientSession()
        return self._http

    async def start(self, voice: str, user: str) -> dict:
        async with self._client().post(
            "https://companion-api.napster.com/public/connections",
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
            json={
                "companionId": self._avatar_id,
                "providerConfig": {"voiceId": voice},
                "externalClientId": user,
            },
        ) as response:
            return await response.json()
