"""Bookings by voice; the HTTP client comes from outside."""

import os
from typing import Any

import requests

BASE_URL = "https://companion-api.napster.com"
BOOKING_AGENT_ID = "agent_booking"


class Bookings:
    """Opens sessions through a client that it is given."""

    def __init__(self, http: requests.Session, api_key: str) -> None:
        self._http = http
        self._api_key = api_key

    def _request(self, path: str, payload: dict[str, Any]) -> dict[str, Any]:
        response = self._http.post(
            BASE_URL + path, json=payload, headers={"X-Api-Key": self._api_key}
        )
        response.raise_for_status()
        return response.json()

    def _open(self, payload: dict[str, Any]) -> dict[str, Any]:
        return self._request(f"/public/agents/{BOOKING_AGENT_ID}/connections", payload)

    def open_booking(self, guest: str, date: str) -> dict[str, Any]:
        """Open a session about a booking."""
        return self._open(
            {
                "channelType": "webrtc",
                "externalClientId": guest,
                "tags": {"date": date},
            }
        )


def main() -> None:
    with requests.Session() as http:
        bookings = Bookings(http, os.environ["NAPSTER_API_KEY"])
        print("token" in bookings.open_booking("guest_5", "2026-12-24"))


if __name__ == "__main__":
    main()
