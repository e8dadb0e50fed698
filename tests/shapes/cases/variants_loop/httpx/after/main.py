"""Choir: one session a language, to greet the guests."""

import os

import httpx

LANGUAGES = ("en", "fr", "de")
GREET_AGENT_IDS = {
    "en": "agent_greet_en",
    "fr": "agent_greet_fr",
    "de": "agent_greet_de",
}


def greet(guests: str) -> int:
    """Open a session in each language."""
    with httpx.Client(
        base_url="https://companion-api.napster.com",
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
    ) as client:
        for language in LANGUAGES:
            body = {
                "channelType": "webrtc",
                "externalClientId": guests,
            }
            client.post(
                f"/public/agents/{GREET_AGENT_IDS[language]}/connections", json=body
            ).raise_for_status()
    return len(LANGUAGES)


if __name__ == "__main__":
    print(greet("guests_1"))
