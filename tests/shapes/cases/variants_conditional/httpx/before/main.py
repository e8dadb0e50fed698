"""Gym: members talk to a coach, guests to the front desk."""

import asyncio
import os
import sys
from dataclasses import dataclass

import httpx

API_URL = "https://companion-api.napster.com/public/connections"


@dataclass
class Account:
    """Who is calling."""

    name: str
    is_member: bool


async def open_session(client: httpx.AsyncClient, account: Account) -> dict:
    """Open a session for an account."""
    companion = "comp_coach" if account.is_member else "comp_front_desk"
    payload = {
        "companionId": companion,
        "providerConfig": {
            "voiceId": "verse",
            "settings": {"temperature": 0.4 if account.is_member else 0.8},
        },
        "externalClientId": account.name,
    }
    response = await client.post(API_URL, json=payload)
    response.raise_for_status()
    return response.json()


async def main() -> None:
    """Open one session."""
    account = Account("guest_7", "premium" in sys.argv)
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    async with httpx.AsyncClient(headers=headers) as client:
        print("token" in await open_session(client, account))


if __name__ == "__main__":
    asyncio.run(main())
