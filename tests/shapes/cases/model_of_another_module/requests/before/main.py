"""Front desk, with a model of its own module."""

import os

import requests

from desk.bodies import Session

BASE_URL = "https://companion-api.napster.com"
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}


def open_desk(guest):
    """Open a session for a guest."""
    body = Session(externalClientId=guest, tags={"floor": "3"})
    response = requests.post(
        f"{BASE_URL}/public/connections",
        json=body.model_dump(exclude_none=True),
        headers=HEADERS,
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    open_desk(None)
    print("token" in open_desk("guest_1"))
