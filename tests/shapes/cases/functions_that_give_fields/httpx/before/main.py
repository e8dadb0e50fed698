import asyncio
import os

import httpx

from desk.prompts import front_desk, language

BASE_URL = os.environ.get("NAPSTER_BASE_URL", "https://companion-api.napster.com")


class FrontDesk:
    def __init__(self) -> None:
        self.headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}

    async def open(self, caller: str) -> str:
        body = {
            "companionId": "cmp_desk",
            "providerConfig": {
                "voiceId": "alloy",
                "settings": {"instructions": front_desk()},
            },
            "language": language(),
            "externalClientId": caller,
        }
        async with httpx.AsyncClient(headers=self.headers) as client:
            answer = await client.post(f"{BASE_URL}/public/connections", json=body)
        return answer.json()["connection"]["id"]


if __name__ == "__main__":
    assert asyncio.run(FrontDesk().open("ann"))
