"""Wine adviser of a restaurant."""

import asyncio
import os

import httpx

ROOT = "https://companion-api.napster.com"
TABLE_AGENT_ID = "agent_table"


class Sommelier:
    """Opens sessions at the tables."""

    def __init__(self) -> None:
        self.headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}

    def _session_payload(self, table: str, guest: str) -> dict:
        return {
            "channelType": "webrtc",
            "externalClientId": guest,
            "tags": {"table": table},
        }

    async def _call(self, path: str, payload: dict) -> dict:
        async with httpx.AsyncClient(timeout=10) as client:
            response = await client.post(
                ROOT + path, json=payload, headers=self.headers
            )
            response.raise_for_status()
            return response.json()

    async def open_table(self, table: str, guest: str) -> dict:
        """Open a session at a table."""
        return await self._call(
            f"/public/agents/{TABLE_AGENT_ID}/connections",
            self._session_payload(table, guest),
        )


if __name__ == "__main__":
    print("token" in asyncio.run(Sommelier().open_table("4", "guest_3")))
