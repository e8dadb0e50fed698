"""Bus company: what is the next connection?"""

import asyncio
import os

import httpx

TIMETABLE_AGENT_ID = "agent_timetable"


class Timetable:
    """Opens sessions with the timetable."""

    def __init__(self, host: str = "https://companion-api.napster.com") -> None:
        self.host = host

    def _url(self, path: str) -> str:
        return f"{self.host.rstrip('/')}/public{path}"

    async def open_timetable(self, passenger: str, stop: str) -> dict:
        """Open a session at a stop."""
        body = {
            "channelType": "webrtc",
            "externalClientId": passenger,
            "tags": {"stop": stop},
        }
        async with httpx.AsyncClient() as client:
            response = await client.post(
                self._url(f"/agents/{TIMETABLE_AGENT_ID}/connections"),
                json=body,
                headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
            )
            response.raise_for_status()
            return response.json()


if __name__ == "__main__":
    print("token" in asyncio.run(Timetable().open_timetable("passenger_1", "market")))
