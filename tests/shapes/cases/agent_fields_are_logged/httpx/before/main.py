"""Gym: the trainer on the treadmill's screen."""

import logging
import os

import httpx

logger = logging.getLogger(__name__)
BASE_URL = "https://companion-api.napster.com"


def open_trainer(member: str) -> dict:
    """Open a session with the trainer."""
    payload = {
        "companionId": "comp_trainer",
        "providerConfig": {"voiceId": "echo"},
        "externalClientId": member,
    }
    logger.info("Opening %s with %s", payload["companionId"], payload["providerConfig"])
    response = httpx.post(
        f"{BASE_URL}/public/connections",
        json=payload,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    print("token" in open_trainer("member_1"))
