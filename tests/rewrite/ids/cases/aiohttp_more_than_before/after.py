import aiohttp

from app.omniagent_ids import DESK_AGENT_ID, SHOP_AGENT_ID
from app.settings import BASE, KEY


async def open_desk(session: aiohttp.ClientSession, guest: str) -> dict:
    url = f"{BASE}/public/agents/{DESK_AGENT_ID}/connections"
    body = {"channelType": "webrtc", "externalClientId": guest}
    async with session.post(url, json=body, headers={"X-Api-Key": KEY}) as answer:
        return await answer.json()


async def open_shop(session: aiohttp.ClientSession, guest: str) -> dict:
    url = f"{BASE}/public/agents/{SHOP_AGENT_ID}/connections"
    body = {
        "channelType": "webrtc",
        "externalClientId": guest,
    }
    async with session.post(url, json=body, headers={"X-Api-Key": KEY}) as answer:
        return await answer.json()
