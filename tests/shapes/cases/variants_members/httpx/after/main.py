"""Museum: a guide in the visitor's language."""

import os
import sys
from enum import StrEnum

import httpx

API = "https://companion-api.napster.com"


class Language(StrEnum):
    """Languages that guides speak."""

    ENGLISH = "gold"
    FRENCH = "free"


TOUR_AGENT_IDS = {
    Language.ENGLISH: "agent_tour_english",
    Language.FRENCH: "agent_tour_french",
}


def open_tour(client: httpx.Client, visitor: str, language: str) -> dict:
    """Open a session with a guide."""
    agent_id = TOUR_AGENT_IDS[language]
    payload = {
        "channelType": "webrtc",
        "externalClientId": visitor,
    }
    answer = client.post(f"/public/agents/{agent_id}/connections", json=payload)
    answer.raise_for_status()
    return answer.json()


if __name__ == "__main__":
    with httpx.Client(
        base_url=API, headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    ) as client:
        print("token" in open_tour(client, "visitor_1", sys.argv[1]))
