"""Town hall: a desk for each office."""

import os

import requests

BASE_URL = "https://companion-api.napster.com"


def open_desk(citizen: str, companion: str, voice: str, language: str) -> dict:
    """Open a session at a desk."""
    response = requests.post(
        f"{BASE_URL}/public/connections",
        json={
            "companionId": companion,
            "providerConfig": {"voiceId": voice},
            "language": language,
            "externalClientId": citizen,
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


def open_passports(citizen: str) -> dict:
    """Open a session about passports."""
    return open_desk(citizen, "comp_passports", "alloy", "en")


def open_taxes(citizen: str) -> dict:
    """Open a session about taxes."""
    return open_desk(citizen, "comp_taxes", "sage", "fr")


if __name__ == "__main__":
    open_passports("citizen_1")
    print("token" in open_taxes("citizen_1"))
