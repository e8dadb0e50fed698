"""Language school: a teacher for each language."""

import os
import sys

import requests

URL = "https://companion-api.napster.com/public/connections"
BODIES = {
    "french": {"companionId": "comp_claire", "providerConfig": {"voiceId": "coral"}},
    "german": {"companionId": "comp_jonas", "providerConfig": {"voiceId": "ash"}},
}


def open_lesson(pupil: str, language: str) -> dict:
    """Open a lesson in a language."""
    body = BODIES[language]
    response = requests.post(
        URL,
        json={**body, "externalClientId": pupil},
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print(
        "token"
        in open_lesson("pupil_1", sys.argv[1] if len(sys.argv) > 1 else "french")
    )
