"""Gym: members talk to a coach, guests to the front desk."""

import asyncio
import os
import sys
from dataclasses import dataclass

import httpx

COACH_AGENT_ID = "agent_coach"
FRONT_DESK_AGENT_ID = "agent_front_desk"


@dataclass
class Account:
    """Who is calling."""

    name: str
    is_member: bool


async def open_session(client: httpx.AsyncClient, account: Account) -> dict:
    """Open a session for an account."""
    agent_id = COACH_AGENT_ID if account.is_member else FRONT_DESK_AGENT_ID
    payload = {
        "channelType": "webrtc",
        "externalClientId": account.name,
    }
    response = await client.post(
        f"https://companion-api.napster.com/public/agents/{agent_id}/connections",
        json=payload,
    )
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
