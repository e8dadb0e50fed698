"""The ranger of a national park answers at the trail heads."""

import os

import requests
from endpoints import NAPSTER_API


def ranger_payload(hiker: str, trail: str) -> dict:
    """What a session with the ranger is opened with."""
    payload = {
        "companionId": "comp_ranger",
        "providerConfig": {"voiceId": "ash"},
        "externalClientId": hiker,
    }
    payload["tags"] = {"trail": trail}
    return payload


def call_ranger(hiker: str, trail: str) -> dict:
    """Open a session with the ranger."""
    body = ranger_payload(hiker, trail)
    with requests.Session() as client:
        response = client.post(
            f"{NAPSTER_API}/public/connections",
            json=body,
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
        response.raise_for_status()
        return response.json()


if __name__ == "__main__":
    print("token" in call_ranger("hiker_1", "north rim"))
