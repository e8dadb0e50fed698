"""Opens lessons."""

import os

import requests
from tutor.payloads import session_body

API_KEY = os.environ["NAPSTER_API_KEY"]
LESSONS_URL = "https://companion-api.napster.com/public/connections"


def open_lesson(pupil: str, lesson: str) -> dict:
    """Open a lesson for a pupil."""
    with requests.Session() as client:
        response = client.post(
            LESSONS_URL,
            json=session_body(pupil, lesson),
            headers={"X-Api-Key": API_KEY},
        )
        response.raise_for_status()
        return response.json()
