"""Bank: customers of the gold tier get another voice."""

import os

import requests

BASE_URL = "https://companion-api.napster.com"

if os.getenv("TIER") == "gold":
    VOICE = "verse"
else:
    VOICE = "alloy"


def open_branch(customer: str) -> dict:
    """Open a session at a branch."""
    response = requests.post(
        f"{BASE_URL}/public/connections",
        json={
            "companionId": "comp_teller",
            "providerConfig": {"voiceId": VOICE},
            "externalClientId": customer,
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_branch("customer_1"))
