import asyncio
import json
import os
import sys

import aiohttp

from app.omniagents import route
from app.settings import BASE


async def start(config: dict, user: str) -> dict:
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    async with aiohttp.ClientSession(headers=headers) as session:
        for attempt in range(3):
            path, body = route(
                "webrtc",
                {
                    "companionId": config["companion"],
                    "providerConfig": {
                        "voiceId": config["voice"],
                        "settings": {"temperature": 0.7},  # as in the demo
                    },
                    "externalClientId": user,
                },
            )
            async with session.post(
                f"{BASE}{path}",
                json=body,
                timeout=aiohttp.ClientTimeout(total=10),
            ) as response:
                if response.status == 200:
                    return await response.json()
            await asyncio.sleep(attempt)
    raise TimeoutError


if __name__ == "__main__":
    print(asyncio.run(start(json.load(sys.stdin), "me")))
