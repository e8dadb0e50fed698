"""Hardware store: every department has a configuration of its own."""

import os
import sys

import requests

BASE_URL = "https://companion-api.napster.com"
DEPARTMENTS = {
    "kitchen": {
        "companionId": "comp_cook",
        "providerConfig": {"voiceId": "alloy"},
    },
    "garden": {
        "companionId": "comp_gardener",
        "providerConfig": {"voiceId": "sage"},
    },
}


def open_department(customer: str, name: str) -> dict:
    """Open a session in a department."""
    response = requests.post(
        f"{BASE_URL}/public/connections",
        json={**DEPARTMENTS[name], "externalClientId": customer},
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    try:
        print("token" in open_department("customer_1", sys.argv[1]))
    except KeyError as error:
        print("no department", error)
