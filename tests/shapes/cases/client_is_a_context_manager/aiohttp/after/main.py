"""Radio station: listeners talk to the presenter."""

from __future__ import annotations

import asyncio
import os

import aiohttp

BASE_URL = "https://companion-api.napster.com"
PRESENTER_AGENT_ID = "agent_presenter"


class Presenter:
    """Use it with `async with`."""

    async def __aenter__(self) -> Presenter:
        headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
        self._http = aiohttp.ClientSession(headers=headers)
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._http.close()

    async def call_in(self, listener: str) -> dict:
        """Open a session for a listener."""
        body = {
            "channelType": "webrtc",
            "externalClientId": listener,
        }
        async with self._http.post(
            f"{BASE_URL}/public/agents/{PRESENTER_AGENT_ID}/connections", json=body
        ) as response:
            response.raise_for_status()
            return await response.json()


async def main() -> None:
    async with Presenter() as presenter:
        print("token" in await presenter.call_in("listener_1"))


if __name__ == "__main__":
    asyncio.run(main())
