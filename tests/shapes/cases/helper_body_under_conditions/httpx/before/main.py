"""Dictation partner for court clerks."""

import asyncio
import os

import httpx

BASE_URL = os.environ.get(
    "NAPSTER_BASE_URL", "https://companion-api.napster.com"
).rstrip("/")
API_KEY = os.environ["NAPSTER_API_KEY"]


async def _post(path: str, body: dict) -> dict:
    async with httpx.AsyncClient(timeout=20) as client:
        response = await client.post(
            BASE_URL + path, json=body, headers={"X-Api-Key": API_KEY}
        )
        response.raise_for_status()
        return response.json()


async def open_dictation(
    clerk: str = "", court: str = "", *, silent: bool = False
) -> str:
    """Open a dictation and return its token."""
    body: dict = {
        "companionId": "comp_clerk",
        "providerConfig": {
            "voiceId": "sage",
            "settings": {"noiseReduction": {"type": "nearField"}},
        },
    }
    if clerk:
        body["externalClientId"] = clerk
    if court:
        body["tags"] = {"court": court}
    if silent:
        body["modality"] = "text"
    session = await _post("/public/ws-connections", body)
    return session["token"]


async def main() -> None:
    await open_dictation()
    print(bool(await open_dictation("clerk_1", "north", silent=True)))


if __name__ == "__main__":
    asyncio.run(main())
