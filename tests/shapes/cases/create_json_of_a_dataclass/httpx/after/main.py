"""Hairdresser's booking line."""

import asyncio
import os
from dataclasses import dataclass

import httpx

SALON_AGENT_ID = "agent_salon"


@dataclass
class Appointment:
    """What a session is about."""

    customer: str
    stylist: str | None = None

    def create_json(self) -> dict:
        """The body of the request that opens the session."""
        body: dict = {
            "channelType": "webrtc",
            "externalClientId": self.customer,
        }
        if self.stylist is not None:
            body["tags"] = {"stylist": self.stylist}
        return body


async def open_salon(appointment: Appointment) -> dict:
    """Open a session about an appointment."""
    async with httpx.AsyncClient() as client:
        response = await client.post(
            f"https://companion-api.napster.com/public/agents/{SALON_AGENT_ID}/connections",
            json=appointment.create_json(),
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
        response.raise_for_status()
        return response.json()


async def main() -> None:
    await open_salon(Appointment("customer_1"))
    print("token" in await open_salon(Appointment("customer_2", stylist="Kim")))


if __name__ == "__main__":
    asyncio.run(main())
