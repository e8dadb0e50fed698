"""Interview training: on video for candidates, by voice alone for a first try."""

import asyncio
import os

import httpx

API = "https://companion-api.napster.com"
COMPANION = {"companionId": "comp_recruiter", "providerConfig": {"voiceId": "alloy"}}


async def _open(path: str, body: dict) -> dict:
    async with httpx.AsyncClient() as client:
        response = await client.post(
            API + path, json=body, headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
        )
        response.raise_for_status()
        return response.json()


async def interview(candidate: str, job: str) -> dict:
    """Open an interview on video."""
    body = {**COMPANION, "externalClientId": candidate, "tags": {"job": job}}
    return await _open("/public/connections", body)


async def first_try(candidate: str) -> dict:
    """Open an interview by voice."""
    body = {**COMPANION, "externalClientId": candidate}
    return await _open("/public/ws-connections", body)


async def main() -> None:
    await first_try("candidate_1")
    print("token" in await interview("candidate_1", "gardener"))


if __name__ == "__main__":
    asyncio.run(main())
