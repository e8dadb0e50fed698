"""Zoo: keepers answer at the cages."""

import os
from copy import deepcopy

import requests

URL_BASE = "https://companion-api.napster.com"
TEMPLATE = {
    "companionId": "comp_keeper",
    "providerConfig": {"voiceId": "coral", "settings": {"temperature": 0.5}},
    "tags": {"place": "zoo"},
}


def call_keeper(visitor: str, animal: str) -> dict:
    """Open a session before a cage."""
    body = deepcopy(TEMPLATE)
    body["externalClientId"] = visitor
    body["tags"]["animal"] = animal
    response = requests.post(
        f"{URL_BASE}/public/connections",
        json=body,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    call_keeper("visitor_1", "lynx")
    print("token" in call_keeper("visitor_1", "otter"))
