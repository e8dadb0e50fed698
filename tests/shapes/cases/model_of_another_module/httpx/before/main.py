"""Front desk, with a data class of its own module."""

import dataclasses
import os

import httpx

from desk.bodies import Session

BASE_URL = "https://companion-api.napster.com"
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}


def open_desk(guest):
    """Open a session for a guest."""
    with httpx.Client(headers=HEADERS) as client:
        response = client.post(
            f"{BASE_URL}/public/ws-connections",
            json=dataclasses.asdict(Session(externalClientId=guest)),
        )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_desk("guest_1"))
