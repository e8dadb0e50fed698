"""Web shop: sessions that may look up orders."""

import os
import sys

import requests

BASE_URL = "https://companion-api.napster.com"


def open_shop(customer: str, with_orders: bool, is_vip: bool) -> dict:
    """Open a session for a customer."""
    payload = {
        "companionId": "comp_shop",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": customer,
    }
    if with_orders:
        payload["functions"] = ["fn_order_status"]
    if is_vip:
        payload["tags"] = {"customer": "vip"}
    response = requests.post(
        f"{BASE_URL}/public/connections",
        json=payload,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_shop("customer_1", "orders" in sys.argv, "vip" in sys.argv))
