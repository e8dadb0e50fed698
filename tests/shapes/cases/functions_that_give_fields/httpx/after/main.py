import asyncio
import os

import httpx

BASE_URL = os.environ.get("NAPSTER_BASE_URL", "https://companion-api.napster.com")
FRONT_DESK_AGENT_ID = "agent_front_desk"


class FrontDesk:
    def __init__(self) -> None:
        self.headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}

    async def open(self, caller: str) -> str:
        body = {
            "channelType": "webrtc",
            "externalClientId": caller,
        }
        async with httpx.AsyncClient(headers=self.headers) as client:
            answer = await client.post(
                f"{BASE_URL}/public/agents/{FRONT_DESK_AGENT_ID}/connections", json=body
            )
        return answer.json()["connection"]["id"]


if __name__ == "__main__":
    assert asyncio.run(FrontDesk().open("ann"))
