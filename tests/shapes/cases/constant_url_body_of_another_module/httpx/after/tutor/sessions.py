"""Opens lessons."""

import os

import httpx
from tutor.payloads import session_body

API_KEY = os.environ["NAPSTER_API_KEY"]
LESSON_AGENT_ID = "agent_lesson"
LESSONS_URL = (
    f"https://companion-api.napster.com/public/agents/{LESSON_AGENT_ID}/connections"
)


async def open_lesson(pupil: str, lesson: str) -> dict:
    """Open a lesson for a pupil."""
    async with httpx.AsyncClient() as client:
        response = await client.post(
            LESSONS_URL,
            json=session_body(pupil, lesson),
            headers={"X-Api-Key": API_KEY},
        )
        response.raise_for_status()
        return response.json()
