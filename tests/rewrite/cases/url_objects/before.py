import aiohttp
import httpx
from yarl import URL

BASE = "https://companion-api.napster.com"
BODY = {"companionId": "comp_a", "providerConfig": {"voiceId": "v1"}}


async def connect():
    async with aiohttp.ClientSession() as session:
        return await session.post(URL(BASE + "/public/connections"), json=BODY)


def connect_now():
    return httpx.post(httpx.URL(f"{BASE}/public/connections"), json=BODY)
