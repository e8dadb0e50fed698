"""Web shop: sessions that may look up orders."""

import asyncio
import os
import sys

import aiohttp

URL = "https://companion-api.napster.com/public/connections"


async def open_shop(customer: str, orders: list[str], is_vip: bool) -> dict:
    """Open a session for a customer."""
    payload = {
        "companionId": "comp_shop",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": customer,
        **({"functions": ["fn_order_status"]} if orders else {}),
    }
    if is_vip:
        payload["tags"] = {"customer": "vip"}
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    async with aiohttp.ClientSession(headers=headers) as session:
        response = await session.post(URL, json=payload)
        return await response.json()


if __name__ == "__main__":
    given = ["order_1"] if "orders" in sys.argv else []
    print("token" in asyncio.run(open_shop("customer_1", given, "vip" in sys.argv)))
