"""Library: the librarian finds the book."""

import asyncio
import os

import httpx

ASK_AGENT_ID = "agent_ask"


class Librarian:
    """Opens sessions; one client serves them all."""

    def __init__(self, base_url: str = "https://companion-api.napster.com") -> None:
        self.base_url = base_url
        self._client: httpx.AsyncClient | None = None

    async def _get_client(self) -> httpx.AsyncClient:
        if self._client is None or self._client.is_closed:
            self._client = httpx.AsyncClient(
                base_url=self.base_url,
                headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
                timeout=30,
            )
        return self._client

    async def close(self) -> None:
        """Close the client, if there is one."""
        if self._client is not None:
            await self._client.aclose()
            self._client = None

    async def ask(self, reader: str, shelf: str) -> dict:
        """Open a session in front of a shelf."""
        client = await self._get_client()
        body = {
            "channelType": "webrtc",
            "externalClientId": reader,
            "tags": {"shelf": shelf},
        }
        response = await client.post(
            f"/public/agents/{ASK_AGENT_ID}/connections", json=body
        )
        response.raise_for_status()
        return response.json()


async def main() -> None:
    librarian = Librarian()
    await librarian.ask("reader_1", "poetry")
    print("token" in await librarian.ask("reader_2", "maps"))
    await librarian.close()


if __name__ == "__main__":
    asyncio.run(main())
