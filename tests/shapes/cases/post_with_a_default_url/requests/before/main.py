"""Planetarium: questions after the show."""

import os

import requests

API_KEY = os.environ["NAPSTER_API_KEY"]
CONNECTIONS = "https://companion-api.napster.com/public/connections"


def _post(payload: dict, url: str | None = None) -> dict:
    with requests.Session() as client:
        response = client.post(
            url or CONNECTIONS,
            json=payload,
            headers={"X-Api-Key": API_KEY},
        )
        response.raise_for_status()
        return response.json()


def open_planetarium(visitor: str, show: str) -> dict:
    """Open a session after a show."""
    payload = {
        "companionId": "comp_astronomer",
        "providerConfig": {"voiceId": "sage"},
        "externalClientId": visitor,
        "tags": {"show": show},
    }
    return _post(payload)


if __name__ == "__main__":
    print("token" in open_planetarium("visitor_1", "Saturn"))
