"""Hairdresser's booking line."""

import os
from dataclasses import dataclass

import requests

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


def open_salon(appointment: Appointment) -> dict:
    """Open a session about an appointment."""
    with requests.Session() as client:
        response = client.post(
            f"https://companion-api.napster.com/public/agents/{SALON_AGENT_ID}/connections",
            json=appointment.create_json(),
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
        response.raise_for_status()
        return response.json()


def main() -> None:
    open_salon(Appointment("customer_1"))
    print("token" in open_salon(Appointment("customer_2", stylist="Kim")))


if __name__ == "__main__":
    main()
