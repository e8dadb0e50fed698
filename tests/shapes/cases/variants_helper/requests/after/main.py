"""Library: the reader's language chooses the voice."""

import os
import sys

import requests

BASE_URL = "https://companion-api.napster.com"
VOICES = {"en": "alloy", "fr": "coral"}
DESK_AGENT_IDS = {
    "en": "agent_desk_en",
    "fr": "agent_desk_fr",
}
DESK_AGENT_ID = "agent_desk"


def voice_for(language: str) -> str:
    """The voice of a language."""
    return VOICES.get(language, "sage")


def open_desk(reader: str, language: str) -> dict:
    """Open a session at the desk."""
    agent_id = DESK_AGENT_IDS.get(language, DESK_AGENT_ID)
    response = requests.post(
        f"{BASE_URL}/public/agents/{agent_id}/connections",
        json={
            "channelType": "webrtc",
            "externalClientId": reader,
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_desk("reader_1", sys.argv[1]))
