"""Insurance: claims by kind."""

import os

import requests

BASE_URL = "https://companion-api.napster.com"


def open_claim(customer: str, kind: str) -> dict:
    """Open a session about a claim."""
    body = {
        "companionId": "comp_adjuster",
        "providerConfig": {"voiceId": "cedar"},
        "externalClientId": customer,
    }
    match kind:
        case "car":
            body["tags"] = {"claim": "car"}
        case "water" | "fire":
            body["tags"] = {"claim": "house"}
            body["initialSpeech"] = "Ask whether anybody is hurt."
        case _:
            body["tags"] = {"claim": "other"}
    response = requests.post(
        f"{BASE_URL}/public/connections",
        json=body,
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    open_claim("customer_1", "car")
    open_claim("customer_1", "fire")
    print("token" in open_claim("customer_1", "bicycle"))
