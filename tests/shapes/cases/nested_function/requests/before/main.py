"""Castle: the ghost tells its story at midnight."""

import os

import requests

BASE_URL = "https://companion-api.napster.com"


def open_ghost(visitor: str, tower: str) -> dict:
    """Open a session with the ghost."""
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    tags = {"tower": tower}

    def send(client: requests.Session) -> dict:
        response = client.post(
            f"{BASE_URL}/public/connections",
            headers=headers,
            json={
                "companionId": "comp_ghost",
                "providerConfig": {"voiceId": "ballad"},
                "externalClientId": visitor,
                "tags": tags,
            },
        )
        response.raise_for_status()
        return response.json()

    with requests.Session() as client:
        return send(client)


if __name__ == "__main__":
    print("token" in open_ghost("visitor_1", "west"))
