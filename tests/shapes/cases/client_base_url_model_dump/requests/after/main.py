"""Tour guide of a city, with a typed request."""

import os

import requests
from pydantic import BaseModel

BASE_URL = "https://companion-api.napster.com"
TOUR_AGENT_ID = "agent_tour"


class ConnectionRequest(BaseModel):
    """Body of the request that opens a session."""

    companionId: str
    providerConfig: dict[str, str]
    externalClientId: str | None = None


def open_tour(tourist: str | None) -> dict:
    """Open a tour."""
    response = requests.post(
        f"{BASE_URL}/public/agents/{TOUR_AGENT_ID}/connections",
        json={
            "channelType": "webrtc",
            **({"externalClientId": tourist} if tourist is not None else {}),
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    open_tour(None)
    print("token" in open_tour("tourist_1"))
