"""Lectures."""

import os

import httpx

from .. import BASE_URL, LECTURER
from ..constants import VOICE


def open_lecture(student: str) -> dict:
    """Open a session in the lecture hall."""
    body = {
        "companionId": LECTURER,
        "providerConfig": {"voiceId": VOICE},
        "externalClientId": student,
    }
    response = httpx.post(
        f"{BASE_URL}/public/connections",
        json=body,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()
