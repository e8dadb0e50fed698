"""Planetarium: shows for children and for grown-ups, in two languages."""

import os
import sys

import requests

BASE_URL = "https://companion-api.napster.com"
SHOW_KIDS_AGENT_IDS = {
    "en": "agent_show_kids_en",
    "fr": "agent_show_kids_fr",
}
SHOW_AGENT_IDS = {
    "en": "agent_show_en",
    "fr": "agent_show_fr",
}


def open_show(visitor: str, language: str, *, for_kids: bool) -> dict:
    """Open a session for a show."""
    agent_id = SHOW_KIDS_AGENT_IDS[language] if for_kids else SHOW_AGENT_IDS[language]
    response = requests.post(
        f"{BASE_URL}/public/agents/{agent_id}/connections",
        json={
            "channelType": "webrtc",
            "externalClientId": visitor,
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_show("visitor_1", sys.argv[1], for_kids="kids" in sys.argv))
