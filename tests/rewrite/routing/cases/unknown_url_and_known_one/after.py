import httpx

from app.omniagents import route, route_url
from app.settings import BASE, KEY

HEADERS = {"X-Api-Key": KEY}


async def greet(client, registry, companion):
    body = {"companionId": companion, "providerConfig": {"voiceId": "alloy"}}
    async with httpx.AsyncClient(headers=HEADERS) as client:
        agent_url, agent_body = route_url(registry.url, body)
        return await client.post(agent_url, json=agent_body)


async def call(companion):
    payload = {"companionId": companion, "providerConfig": {"voiceId": "alloy"}}
    async with httpx.AsyncClient(headers=HEADERS) as client:
        path, body = route("webrtc", payload)
        return await client.post(f"{BASE}{path}", json=body)
