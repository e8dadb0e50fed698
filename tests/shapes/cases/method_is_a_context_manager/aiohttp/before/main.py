"""Harbour office: the pilot answers ships."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import aiohttp


class PilotService:
    """Opens sessions with the pilot."""

    def __init__(self, api_key: str) -> None:
        self.api_key = api_key
        self.timeout = aiohttp.ClientTimeout(total=20)

    @asynccontextmanager
    async def _session(self) -> AsyncIterator[aiohttp.ClientSession]:
        session = aiohttp.ClientSession(
            headers={"X-Api-Key": self.api_key}, timeout=self.timeout
        )
        try:
            yield session
        finally:
            await session.close()

    async def hail(self, ship: str, berth: str) -> dict:
        """Open a session for a ship."""
        async with self._session() as session:
            async with session.post(
                "https://companion-api.napster.com/public/ws-connections",
                json={
                    "companionId": "comp_pilot",
                    "providerConfig": {"voiceId": "echo"},
                    "externalClientId": ship,
                    "tags": {"berth": berth},
                },
            ) as response:
                response.raise_for_status()
                return await response.json()


async def main() -> None:
    service = PilotService(os.environ["NAPSTER_API_KEY"])
    print("token" in await service.hail("ship_1", "7"))


if __name__ == "__main__":
    asyncio.run(main())
