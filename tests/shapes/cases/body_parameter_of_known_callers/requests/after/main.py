"""Bakery: one function opens sessions, two callers say which."""

import os

import requests

API_KEY = os.environ["NAPSTER_API_KEY"]
ORDER_BREAD_AGENT_ID = "agent_order_bread"
URL = f"https://companion-api.napster.com/public/agents/{ORDER_BREAD_AGENT_ID}/connections"


def open_session(body: dict) -> dict:
    """Open a session."""
    with requests.Session() as client:
        response = client.post(URL, json=body, headers={"X-Api-Key": API_KEY})
        response.raise_for_status()
        return response.json()


def order_bread(customer: str) -> dict:
    """At the counter."""
    return open_session(
        {
            "channelType": "webrtc",
            "externalClientId": customer,
        }
    )


def order_cake(customer: str) -> dict:
    """In the confectioner's."""
    return open_session(
        {
            "channelType": "webrtc",
            "externalClientId": customer,
            "tags": {"order": "cake"},
        }
    )


def main() -> None:
    order_bread("customer_1")
    print("token" in order_cake("customer_1"))


if __name__ == "__main__":
    main()
