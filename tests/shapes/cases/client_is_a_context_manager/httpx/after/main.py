"""Radio station: listeners talk to the presenter."""

from __future__ import annotations

import asyncio
import os
from types import TracebackType

import httpx

PRESENTER_AGENT_ID = "agent_presenter"


class Presenter:
    """Use it with `async with`."""

    def __init__(self) -> None:
        self._http: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Presenter:
        self._http = httpx.AsyncClient(
            base_url="https://companion-api.napster.com",
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._http is not None:
            await self._http.aclose()

    async def call_in(self, listener: str) -> dict:
        """Open a session for a listener."""
        assert self._http is not None
        response = await self._http.post(
            f"/public/agents/{PRESENTER_AGENT_ID}/connections",
            json={
                "channelType": "webrtc",
                "externalClientId": listener,
            },
        )
        response.raise_for_status()
        return response.json()


async def main() -> None:
    async with Presenter() as presenter:
        print("token" in await presenter.call_in("listener_1"))


if __name__ == "__main__":
    asyncio.run(main())
