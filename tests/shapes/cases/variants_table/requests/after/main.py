"""Museum: guided tours in several languages."""

import os
import sys

import requests

BASE_URL = "https://companion-api.napster.com"
TOUR_AGENT_IDS = {
    "en": "agent_tour_en",
    "fr": "agent_tour_fr",
}


def open_tour(visitor: str, language: str) -> dict:
    """Open a session with a guide who speaks the visitor's language."""
    agent_id = TOUR_AGENT_IDS[language]
    payload = {
        "channelType": "webrtc",
        "externalClientId": visitor,
    }
    response = requests.post(
        f"{BASE_URL}/public/agents/{agent_id}/connections",
        json=payload,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_tour("visitor_1", sys.argv[1]))
