"""Help desk: what a customer's plan includes."""

import asyncio
import os
import sys

import aiohttp

URL = "https://companion-api.napster.com/public/connections"
PLANS = {
    "starter": {"voice": "alloy", "temperature": 0.2},
    "business": {"voice": "sage", "temperature": 0.7},
}


async def open_help(customer: str, plan: str) -> dict:
    """Open a session for a customer."""
    chosen = PLANS[plan]
    body = {
        "companionId": "comp_helper",
        "providerConfig": {
            "voiceId": chosen["voice"],
            "settings": {"temperature": chosen["temperature"]},
        },
        "externalClientId": customer,
    }
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    async with aiohttp.ClientSession(headers=headers) as session:
        async with session.post(URL, json=body) as response:
            return await response.json()


if __name__ == "__main__":
    print("token" in asyncio.run(open_help("customer_1", sys.argv[1])))
