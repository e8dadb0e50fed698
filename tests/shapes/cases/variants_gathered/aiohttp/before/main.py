import asyncio
import os

import aiohttp

API = os.environ.get("NAPSTER_BASE_URL", "https://companion-api.napster.com")
COMPANIONS = ["comp_host", "comp_guide"]


async def open_tour(session: aiohttp.ClientSession, companion: str) -> bool:
    async with session.post(
        f"{API}/public/connections",
        json={"companionId": companion, "providerConfig": {"voiceId": "alloy"}},
    ) as response:
        return "token" in await response.json()


async def main() -> None:
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    async with aiohttp.ClientSession(headers=headers) as session:
        print(await asyncio.gather(*(open_tour(session, name) for name in COMPANIONS)))


if __name__ == "__main__":
    asyncio.run(main())
