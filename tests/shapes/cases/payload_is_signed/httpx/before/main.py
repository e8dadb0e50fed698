"""Opens sessions, each with the digest of what it asks for."""

import asyncio
import hashlib
import json
import os

import httpx

BASE_URL = os.environ.get("NAPSTER_BASE_URL", "https://companion-api.napster.com")


async def open_session(client: httpx.AsyncClient, user_id: str) -> dict:
    payload = {"companionId": "comp_front_desk", "providerConfig": {"voiceId": "alloy"}}
    payload["externalClientId"] = user_id
    digest = hashlib.sha256(json.dumps(payload).encode()).hexdigest()
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    headers["X-Content-Digest"] = f"sha-256={digest}"
    response = await client.post("/public/connections", json=payload, headers=headers)
    response.raise_for_status()
    return response.json()


async def main() -> None:
    async with httpx.AsyncClient(base_url=BASE_URL) as client:
        print(sorted(await open_session(client, "ann")))


if __name__ == "__main__":
    asyncio.run(main())
