"""Guide of a botanical garden."""

import asyncio
import os

import httpx


class GardenGuide:
    """Holds one HTTP client for its life."""

    def __init__(self, timeout: float = 20) -> None:
        self._client = httpx.AsyncClient(
            base_url="https://companion-api.napster.com",
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
            timeout=timeout,
        )

    async def open_garden(self, visitor: str, bed: str) -> dict:
        """Open a session before a bed of plants."""
        payload = {
            "companionId": "comp_gardener",
            "providerConfig": {"voiceId": "sage"},
            "externalClientId": visitor,
            "tags": {"bed": bed},
        }
        response = await self._client.post("/public/connections", json=payload)
        response.raise_for_status()
        return response.json()

    async def aclose(self) -> None:
        """Close the client."""
        await self._client.aclose()


async def main() -> None:
    guide = GardenGuide()
    try:
        print("token" in await guide.open_garden("visitor_1", "roses"))
    finally:
        await guide.aclose()


if __name__ == "__main__":
    asyncio.run(main())
