"""Web shop: sessions that may look up orders."""

import asyncio
import os
import sys

import aiohttp

SHOP_ORDERS_AGENT_ID = "agent_shop_orders"
SHOP_AGENT_ID = "agent_shop"


async def open_shop(customer: str, orders: list[str], is_vip: bool) -> dict:
    """Open a session for a customer."""
    agent_id = SHOP_ORDERS_AGENT_ID if orders else SHOP_AGENT_ID
    payload = {
        "channelType": "webrtc",
        "externalClientId": customer,
    }
    if is_vip:
        payload["tags"] = {"customer": "vip"}
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    async with aiohttp.ClientSession(headers=headers) as session:
        response = await session.post(
            f"https://companion-api.napster.com/public/agents/{agent_id}/connections",
            json=payload,
        )
        return await response.json()


if __name__ == "__main__":
    given = ["order_1"] if "orders" in sys.argv else []
    print("token" in asyncio.run(open_shop("customer_1", given, "vip" in sys.argv)))
