"""Lectures."""

import os

import requests

from .. import BASE_URL

LECTURE_AGENT_ID = "agent_lecture"


def open_lecture(student: str) -> dict:
    """Open a session in the lecture hall."""
    body = {
        "channelType": "webrtc",
        "externalClientId": student,
    }
    response = requests.post(
        f"{BASE_URL}/public/agents/{LECTURE_AGENT_ID}/connections",
        json=body,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()
