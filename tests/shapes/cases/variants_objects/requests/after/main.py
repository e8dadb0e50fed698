"""Chess club: teachers for every level."""

import os
import sys
from dataclasses import dataclass

import requests

BASE_URL = "https://companion-api.napster.com"
LESSON_AGENT_IDS = {
    "beginner": "agent_lesson_beginner",
    "master": "agent_lesson_master",
}


@dataclass(frozen=True)
class Teacher:
    """Who teaches a level."""

    companion: str
    voice: str = "alloy"


def open_lesson(member: str, level: str) -> dict:
    """Open a lesson."""
    agent_id = LESSON_AGENT_IDS[level]
    response = requests.post(
        f"{BASE_URL}/public/agents/{agent_id}/connections",
        json={
            "channelType": "webrtc",
            "externalClientId": member,
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_lesson("member_1", sys.argv[1]))
