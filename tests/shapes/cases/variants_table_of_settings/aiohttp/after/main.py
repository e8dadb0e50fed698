"""Help desk: what a customer's plan includes."""

import asyncio
import os
import sys

import aiohttp

HELP_AGENT_IDS = {
    "starter": "agent_help_starter",
    "business": "agent_help_business",
}


async def open_help(customer: str, plan: str) -> dict:
    """Open a session for a customer."""
    agent_id = HELP_AGENT_IDS[plan]
    body = {
        "channelType": "webrtc",
        "externalClientId": customer,
    }
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.post(
            f"https://companion-api.napster.com/public/agents/{agent_id}/connections",
            json=body,
        ) as response:
            return await response.json()


if __name__ == "__main__":
    print("token" in asyncio.run(open_help("customer_1", sys.argv[1])))
