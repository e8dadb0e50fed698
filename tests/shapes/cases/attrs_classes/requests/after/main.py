"""Swimming pool: the attendant's screen."""

import os

import requests
from attrs import define

BASE_URL = "https://companion-api.napster.com"
ATTENDANT_AGENT_ID = "agent_attendant"


@define
class Body:
    """What opens a session."""

    externalClientId: str
    companionId: str = "comp_attendant"
    providerConfig: dict = {"voiceId": "coral"}


def open_attendant(swimmer: str) -> dict:
    """Open a session."""
    response = requests.post(
        f"{BASE_URL}/public/agents/{ATTENDANT_AGENT_ID}/connections",
        json={"channelType": "webrtc", "externalClientId": swimmer},
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_attendant("swimmer_1"))
