"""Insurance: an agent for each kind of claim."""

import os
import sys

import requests

BASE_URL = "https://companion-api.napster.com"


def open_claim(customer: str, kind: str) -> dict:
    """Open a session about a claim."""
    match kind:
        case "car":
            companion = "comp_cars"
        case "water" | "fire":
            companion = "comp_houses"
        case _:
            companion = "comp_claims"
    response = requests.post(
        f"{BASE_URL}/public/connections",
        json={
            "companionId": companion,
            "providerConfig": {"voiceId": "alloy"},
            "externalClientId": customer,
        },
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_claim("customer_1", sys.argv[1]))
