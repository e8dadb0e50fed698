"""Zoo: keepers answer at the cages."""

import os

import requests

URL_BASE = "https://companion-api.napster.com"
KEEPER_AGENT_ID = "agent_keeper"


def call_keeper(visitor: str, animal: str) -> dict:
    """Open a session before a cage."""
    body = {"channelType": "webrtc", "tags": {"place": "zoo"}}
    body["externalClientId"] = visitor
    body["tags"]["animal"] = animal
    response = requests.post(
        f"{URL_BASE}/public/agents/{KEEPER_AGENT_ID}/connections",
        json=body,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    call_keeper("visitor_1", "lynx")
    print("token" in call_keeper("visitor_1", "otter"))
