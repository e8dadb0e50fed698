"""Town hall: a desk for each office."""

import os

import requests

BASE_URL = "https://companion-api.napster.com"
DESK_AGENT_IDS = {
    ("comp_passports", "alloy", "en"): "agent_desk_passports_alloy_en",
    ("comp_taxes", "sage", "fr"): "agent_desk_taxes_sage_fr",
}


def open_desk(citizen: str, companion: str, voice: str, language: str) -> dict:
    """Open a session at a desk."""
    response = requests.post(
        f"{BASE_URL}/public/agents/{DESK_AGENT_IDS[companion, voice, language]}/connections",
        json={
            "channelType": "webrtc",
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
