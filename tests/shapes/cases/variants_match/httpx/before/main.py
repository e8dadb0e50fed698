"""Insurance: an agent for each kind of claim."""

import os
import sys

import httpx

BASE_URL = "https://companion-api.napster.com"


def open_claim(customer: str, kind: str) -> dict:
    """Open a session about a claim."""
    body = {
        "companionId": "comp_claims",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": customer,
    }
    match kind:
        case "car":
            body["companionId"] = "comp_cars"
        case "fire":
            body["companionId"] = "comp_houses"
            body["initialSpeech"] = "Ask whether anybody is hurt."
        case _:
            body["tags"] = {"claim": "other"}
    response = httpx.post(
        f"{BASE_URL}/public/connections",
        json=body,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_claim("customer_1", sys.argv[1]))
