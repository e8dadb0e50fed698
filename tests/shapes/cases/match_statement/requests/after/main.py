"""Insurance: claims by kind."""

import os

import requests

BASE_URL = "https://companion-api.napster.com"
CLAIM_AGENT_ID = "agent_claim"


def open_claim(customer: str, kind: str) -> dict:
    """Open a session about a claim."""
    body = {
        "channelType": "webrtc",
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
        f"{BASE_URL}/public/agents/{CLAIM_AGENT_ID}/connections",
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
