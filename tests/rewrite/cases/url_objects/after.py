import aiohttp
import httpx
from yarl import URL

BASE = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


async def connect():
    async with aiohttp.ClientSession() as session:
        return await session.post(URL(BASE + f"/public/agents/{SUPPORT_AGENT_ID}/connections"), json={"channelType": "webrtc"})


def connect_now():
    return httpx.post(httpx.URL(f"{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections"), json={"channelType": "webrtc"})
