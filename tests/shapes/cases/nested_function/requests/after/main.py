"""Castle: the ghost tells its story at midnight."""

import os

import requests

BASE_URL = "https://companion-api.napster.com"
GHOST_AGENT_ID = "agent_ghost"


def open_ghost(visitor: str, tower: str) -> dict:
    """Open a session with the ghost."""
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    tags = {"tower": tower}

    def send(client: requests.Session) -> dict:
        response = client.post(
            f"{BASE_URL}/public/agents/{GHOST_AGENT_ID}/connections",
            headers=headers,
            json={
                "channelType": "webrtc",
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
