"""Porter of a student residence."""

import asyncio
import os

import aiohttp

BASE = os.environ.get("NAPSTER_BASE_URL", "https://companion-api.napster.com")
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}


async def call_porter(student: str | None, *, parcel: bool = False) -> dict:
    """Open a session with the porter."""
    body = {
        "companionId": "comp_porter",
        "providerConfig": {"voiceId": "ash"},
    }
    if student:
        body["externalClientId"] = student
    if parcel:
        body["tags"] = {"about": "parcel"}
    async with aiohttp.ClientSession(base_url=BASE, headers=HEADERS) as client:
        async with client.post("/public/ws-connections", json=body) as response:
            response.raise_for_status()
            return await response.json()


async def main() -> None:
    await call_porter(None)
    print("token" in await call_porter("student_3", parcel=True))


if __name__ == "__main__":
    asyncio.run(main())
