"""Ferry line: passengers with and without a cabin."""

import os
import sys

import requests

BASE_URL = "https://companion-api.napster.com"


def open_desk(passenger: str, premium: bool) -> dict:
    """Open a session for a passenger."""
    response = requests.post(
        f"{BASE_URL}/public/connections",
        json={
            "companionId": "comp_purser",
            "providerConfig": {"voiceId": "coral" if premium else "alloy"},
            "externalClientId": passenger,
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_desk("passenger_1", "premium" in sys.argv))
