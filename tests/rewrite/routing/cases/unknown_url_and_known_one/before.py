import httpx

from app.settings import BASE, KEY

HEADERS = {"X-Api-Key": KEY}


async def greet(client, registry, companion):
    body = {"companionId": companion, "providerConfig": {"voiceId": "alloy"}}
    async with httpx.AsyncClient(headers=HEADERS) as client:
        return await client.post(registry.url, json=body)


async def call(companion):
    payload = {"companionId": companion, "providerConfig": {"voiceId": "alloy"}}
    async with httpx.AsyncClient(headers=HEADERS) as client:
        return await client.post(f"{BASE}/public/connections", json=payload)
