"""Bakery: one function opens sessions, two callers say which."""

import asyncio
import os

import httpx

API_KEY = os.environ["NAPSTER_API_KEY"]
URL = "https://companion-api.napster.com/public/connections"


async def open_session(body: dict) -> dict:
    """Open a session."""
    async with httpx.AsyncClient() as client:
        response = await client.post(URL, json=body, headers={"X-Api-Key": API_KEY})
        response.raise_for_status()
        return response.json()


async def order_bread(customer: str) -> dict:
    """At the counter."""
    return await open_session(
        {
            "companionId": "comp_baker",
            "providerConfig": {"voiceId": "coral"},
            "externalClientId": customer,
        }
    )


async def order_cake(customer: str) -> dict:
    """In the confectioner's."""
    return await open_session(
        {
            "companionId": "comp_baker",
            "providerConfig": {"voiceId": "coral"},
            "externalClientId": customer,
            "tags": {"order": "cake"},
        }
    )


async def main() -> None:
    await order_bread("customer_1")
    print("token" in await order_cake("customer_1"))


if __name__ == "__main__":
    asyncio.run(main())
