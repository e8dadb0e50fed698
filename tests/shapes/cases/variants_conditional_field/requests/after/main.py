"""Web shop: sessions that may look up orders."""

import os
import sys

import requests

BASE_URL = "https://companion-api.napster.com"
SHOP_ORDERS_AGENT_ID = "agent_shop_orders"
SHOP_AGENT_ID = "agent_shop"


def open_shop(customer: str, with_orders: bool, is_vip: bool) -> dict:
    """Open a session for a customer."""
    payload = {
        "channelType": "webrtc",
        "externalClientId": customer,
    }
    agent_id = SHOP_ORDERS_AGENT_ID if with_orders else SHOP_AGENT_ID
    if is_vip:
        payload["tags"] = {"customer": "vip"}
    response = requests.post(
        f"{BASE_URL}/public/agents/{agent_id}/connections",
        json=payload,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_shop("customer_1", "orders" in sys.argv, "vip" in sys.argv))
